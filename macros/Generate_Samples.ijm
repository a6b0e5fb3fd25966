// Makes 12 grey images of circles on noise, and their masks, in the folder "samples" of a working folder.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

run("Tessera Generate Samples...", "output=[" + folder + "/samples] kind=grey samples=12 width=256 height=256 circles=10 noise=20 seed=1");

files = getFileList(folder + "/samples/images");
print("Samples: " + files.length);
