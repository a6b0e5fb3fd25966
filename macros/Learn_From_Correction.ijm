// Segments a sample that Generate_Samples.ijm made with the model that Train.ijm made, corrects the result, and lets the model go on learning
// from it: the new model is in the folder "corrected". In earnest you correct by hand: move, add or delete ROIs of the overlay (a click
// on one selects it), or paint into the label image, and then run the one command Tessera Learn From Correction... This is a quick try of
// 4 small steps: leave out steps and batch.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

open(folder + "/samples/images/sample_0002.png");
image = getTitle();
run("Tessera Segment...", "model=[" + folder + "/model]");
selectImage(image);

// The correction: what was found is deleted, and one circle is drawn instead.
Overlay.remove;
makeOval(60, 60, 40, 40);
Roi.setName("foreground");
Overlay.addSelection;
Roi.remove;

run("Tessera Learn From Correction...", "model=[" + folder + "/model] output=[" + folder + "/corrected] steps=4 batch=2");

print("Corrected model: " + File.exists(folder + "/corrected/rdf.yaml"));
while (nImages > 0) close();
