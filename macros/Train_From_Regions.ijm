// Draws the circles of four samples of Generate_Samples.ijm as ROIs in the overlays of their images, saves these in the folder
// "regions", and teaches a small network from what is drawn, in the folder "drawn". This is a quick try of 8 small steps.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

File.makeDirectory(folder + "/regions");
for (i = 1; i <= 4; i++) {
	name = "sample_000" + i;
	open(folder + "/samples/masks/" + name + ".png");
	mask = getImageID();
	setThreshold(255, 255);
	run("Create Selection");

	// By hand: draw with any of the tools, name what was drawn (Edit > Selection > Properties), add it (Image > Overlay > Add Selection).
	open(folder + "/samples/images/" + name + ".png");
	run("Restore Selection");
	Roi.setName("circle");
	Overlay.addSelection;

	// What is named ignore is not learnt from.
	makeRectangle(0, 0, 20, 20);
	Roi.setName("ignore");
	Overlay.addSelection;
	run("Select None");
	saveAs("Tiff", folder + "/regions/" + name + ".tif");
	close();
	selectImage(mask);
	close();
}

options = "images=[" + folder + "/regions] masks=[" + folder + "/regions] labels=regions restbackground";
run("Tessera Train...", options + " model=[" + folder + "/drawn] steps=8 validations=2 batch=2 crop=64");

print("Model from regions: " + File.exists(folder + "/drawn/rdf.yaml"));
