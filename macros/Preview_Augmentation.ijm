// Shows crops of the images that Generate_Samples.ijm made, as they are and as a training would change them.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "images=[" + folder + "/samples/images] masks=[" + folder + "/samples/masks]";
run("Tessera Preview Augmentation...", options + " augment=strong crop=128 examples=2 copies=3");

// The stack is the active image: look through it, or save it with its overlay.
saveAs("Tiff", folder + "/augmentation.tif");
print("Crops shown: " + nSlices);
