// Compares what Segment_Folder.ijm made with the true masks, and saves the measures as tables.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "truth=[" + folder + "/samples/masks] prediction=[" + folder + "/results/labels]";
run("Tessera Evaluate...", options + " table=[" + folder + "/results/measures.csv]");

print(File.openAsString(folder + "/results/measures.csv"));
