// Cuts the images that Generate_Samples.ijm made, and their masks, into tiles of 96 x 96 pixels, in the folder "tiles".
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "images=[" + folder + "/samples/images] masks=[" + folder + "/samples/masks] output=[" + folder + "/tiles]";
run("Tessera Tile...", options + " width=96 height=96 edge=shift format=png");

// Once more: what is there stays.
run("Tessera Tile...", options + " width=96 height=96 edge=shift format=png");

images = getFileList(folder + "/tiles/images");
masks = getFileList(folder + "/tiles/masks");
print("Tiles: " + images.length + " of images, " + masks.length + " of masks");
