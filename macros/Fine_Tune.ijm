// Teaches a U-Net on a MobileNet encoder from the samples that Generate_Samples.ijm made, then goes on from its weights, with the
// encoder as it is. In earnest, weights= names a file from elsewhere: torchvision's or timm's .pth or .safetensors of that encoder,
// a folder of such files, or an address that begins with https://; and steps, batch, crop and width are left out.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "images=[" + folder + "/samples/images] masks=[" + folder + "/samples/masks]";
options = options + " network=u-net-on-encoder encoder=mobilenet-v2 width=8 steps=8 validations=2 batch=2 crop=64";
run("Tessera Train...", options + " model=[" + folder + "/encoder]");
run("Tessera Train...", options + " model=[" + folder + "/tuned] weights=[" + folder + "/encoder/training.pt] freeze=encoder");

print("Model: " + File.exists(folder + "/tuned/rdf.yaml"));
