// Segments a sample with the model that Train.ijm made, and brings the labels to the edges that the image shows, by a dense CRF. Then the
// samples' truth tells whether that has helped. The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

samples = getFileList(folder + "/samples/images");
open(folder + "/samples/images/" + samples[0]);
run("Tessera Segment...", "model=[" + folder + "/model] probabilities overlay=none");
base = File.getNameWithoutExtension(samples[0]);
selectImage(samples[0]);
run("Tessera Refine...", "appearance=5 reach=20 colour=30 iterations=5");
print("Refined: " + getTitle());

// The weights can be learnt from a few labelled images: those that the model has not seen, in earnest.
options = "truth=[" + folder + "/samples/masks] images=[" + folder + "/samples/images] model=[" + folder + "/model]";
run("Tessera Learn Refinement...", options + " parameters=[" + folder + "/results/refinement.json] epochs=3 most=2 side=128");
selectImage(samples[0]);
run("Tessera Refine...", "labels=[" + base + "_probabilities] parameters=[" + folder + "/results/refinement.json]");

// Image, truth, prediction and errors side by side.
selectImage(samples[0]);
run("Tessera Show Panel...", "truth=[" + folder + "/samples/masks/" + samples[0] + "] prediction=[" + base + "_refined]");
saveAs("png", folder + "/results/refined.png");
close("*");
