// Tries which learning rate suits a C-UNet and the samples that Generate_Samples.ijm made, and trains with it.
// These are quick tries of small steps; leave out trials, network, steps, batch and crop in earnest.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "images=[" + folder + "/samples/images] masks=[" + folder + "/samples/masks] network=c-unet batch=4 crop=128";
run("Tessera Find Learning Rate...", options + " trials=40");

// The plot is the active image, and knows the rate that is suggested.
rate = Property.get("Suggested learning rate");
saveAs("PNG", folder + "/learning_rate.png");
run("Tessera Train...", options + " rate=" + rate + " schedule=[warmup 5, cosine] steps=20 validations=2 model=[" + folder + "/found]");

print("Suggested learning rate: " + rate + ", model: " + File.exists(folder + "/found/rdf.yaml"));
