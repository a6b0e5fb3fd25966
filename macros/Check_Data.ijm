// Shows what a training on the samples of Generate_Samples.ijm would learn from, and what looks wrong with them.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "images=[" + folder + "/samples/images] masks=[" + folder + "/samples/masks]";
run("Tessera Check Data...", options + " shown=6 table=[" + folder + "/check.csv]");

// The stack is the active image: look through it, or save it with its overlay.
saveAs("Tiff", folder + "/check.tif");
print("Shown: " + nSlices + " images");

lines = split(File.openAsString(folder + "/check.csv"), "\n");
print("Checked: " + lines.length - 1 + " images");
