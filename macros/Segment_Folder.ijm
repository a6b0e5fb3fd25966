// Segments all images of a folder with the model that Train.ijm made; the results are in the folder "results".
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

// pattern, recursive and suffix choose files and names: pattern=[*.tif *.png] recursive suffix=_labels
options = "input=[" + folder + "/samples/images] model=[" + folder + "/model] output=[" + folder + "/results] overlay=class opacity=30 probabilities";
run("Tessera Segment Folder...", options);

// Once more: what is done is skipped, so that a run that was stopped or killed goes on.
run("Tessera Segment Folder...", options + " skip");

files = getFileList(folder + "/results/labels");
print("Label images: " + files.length);
