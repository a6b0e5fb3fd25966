// Teaches a C-UNet from the samples that Generate_Samples.ijm made, and leaves it in the folder "model".
// This is a quick try of 40 small steps. In earnest leave out everything from network on: Tessera then chooses what suits your images,
// tells why in the log, and takes about ten minutes, or as many as you give it with minutes=.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "images=[" + folder + "/samples/images] masks=[" + folder + "/samples/masks] model=[" + folder + "/model]";
run("Tessera Train...", options + " network=c-unet loss=bce+jaccard steps=40 validations=4 batch=4 crop=128 seed=1");

print("Model: " + File.exists(folder + "/model/rdf.yaml"));
