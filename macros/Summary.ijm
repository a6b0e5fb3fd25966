// Lists the layers of a C-UNet for RGB images of 256 x 256 pixels.

run("Tessera Summary...", "network=c-unet channels=3 classes=2 size=256");
