// Makes 12 grey images of circles on noise and 3 of simulated nuclei, with their masks and labels, in the folders "samples" and
// "nuclei" of a working folder.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

run("Tessera Generate Samples...", "output=[" + folder + "/samples] kind=grey samples=12 width=256 height=256 circles=10 noise=20 seed=1");
run("Tessera Generate Samples...", "output=[" + folder + "/nuclei] kind=nuclei samples=3 width=256 height=256 nuclei=25 diameter=30 blur=1.2 photons=400 seed=1");

files = getFileList(folder + "/samples/images");
print("Samples: " + files.length);
files = getFileList(folder + "/nuclei/labels");
print("Labels of nuclei: " + files.length);
