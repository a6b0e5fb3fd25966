// Puts the mask tiles that Tile.ijm made together again, in the folder "whole"; results on tiles, such as labels, go the same way.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

// A second run of this macro puts them into a new folder.
output = folder + "/whole";
for (i = 2; File.exists(output); i++) output = folder + "/whole" + i;
run("Tessera Untile...", "tiles=[" + folder + "/tiles/masks] output=[" + output + "]");

files = getFileList(output);
print("Put together: " + files.length);
