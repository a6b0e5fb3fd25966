// Teaches a U-Net on a MobileNet encoder from the samples that Generate_Samples.ijm made, then teaches that model further: finetune= takes
// its network, normalization and weights, the encoder stays as it is. The images may have more or other classes, or other channels; classes
// are known by their names. In earnest, the second training is on images of yours, and steps, batch, crop and width are left out; weights=
// takes a file from elsewhere instead: torchvision's or timm's .pth or .safetensors of an encoder, a folder of such files, or an address
// that begins with https://.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "images=[" + folder + "/samples/images] masks=[" + folder + "/samples/masks]";
options = options + " steps=8 validations=2 batch=2 crop=64";
run("Tessera Train...", options + " model=[" + folder + "/encoder] network=u-net-on-encoder encoder=mobilenet-v2 width=8");
run("Tessera Train...", options + " model=[" + folder + "/tuned] finetune=[" + folder + "/encoder] freeze=encoder");

print("Model: " + File.exists(folder + "/tuned/rdf.yaml"));
