// Segments all images of a folder with the model that Train.ijm made; the results are in the folder "results".
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "input=[" + folder + "/samples/images] model=[" + folder + "/model] output=[" + folder + "/results]";
run("Tessera Segment Folder...", options + " overlay=class opacity=30 probabilities");

// Once more: what is done is skipped.
run("Tessera Segment Folder...", options + " skip");

files = getFileList(folder + "/results/labels");
print("Label images: " + files.length);
