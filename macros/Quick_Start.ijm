// The whole road: images and masks -> a trained network -> labels, overlays and measures.
// The argument is "OUTPUT|IMAGES|MASKS|CLASSVALUE|SETTINGS"; without images and masks it makes samples to learn from,
// without an argument it asks for the output folder. CLASSVALUE is the mask value of the class, -1 for the higher one;
// SETTINGS are further options of Tessera Train..., such as "minutes=30"; what they leave open is chosen for the images.

argument = getArgument();
if (argument == "") argument = getDirectory("Choose an output folder") + "|||-1|";
parts = split(argument + " ", "(\\|)");
out = parts[0];
images = String.trim(parts[1]);
masks = String.trim(parts[2]);
classvalue = String.trim(parts[3]);
settings = String.trim(parts[4]);

if (images == "") {
	shapes = "kind=grey width=128 height=128 circles=10 noise=20";
	run("Tessera Generate Samples...", "output=[" + out + "/samples] samples=500 seed=1 " + shapes);
	run("Tessera Generate Samples...", "output=[" + out + "/test] samples=100 seed=2 " + shapes);
	images = out + "/samples/images";
	masks = out + "/samples/masks";
	testimages = out + "/test/images";
	testmasks = out + "/test/masks";
	if (settings == "") {
		// A small network that is quick to learn these. Without such settings Tessera chooses them for the images, and takes ten minutes.
		// The samples' levels already span 0 to 255, so a fixed range keeps the background alike in all of them.
		settings = "network=c-unet normalization=range augment=flips optimizer=adam rate=0.003 steps=900 validations=10 batch=16 crop=128";
	}
	note = "on samples that were not learnt from";
} else {
	testimages = images;
	testmasks = masks;
	note = "on all images, most of which were learnt from; the line \"Best\" above is about those kept out";
}

folders = "images=[" + images + "] masks=[" + masks + "] model=[" + out + "/model]";
run("Tessera Train...", folders + " classvalue=" + classvalue + " " + settings);

options = "input=[" + testimages + "] model=[" + out + "/model] output=[" + out + "/results]";
run("Tessera Segment Folder...", options + " overlay=object opacity=40");

options = "truth=[" + testmasks + "] prediction=[" + out + "/results/labels] classvalue=" + classvalue;
options = options + " table=[" + out + "/results/measures.csv]";
run("Tessera Evaluate...", options + " images=[" + testimages + "] picture=[" + out + "/results/examples.png]");

print("");
print("How good it is, " + note + ":");
print(File.openAsString(out + "/results/measures.csv"));
print("Model, history.csv and history.png: " + out + "/model");
print("Label images:                       " + out + "/results/labels");
print("Overlays (open them in ImageJ):     " + out + "/results/overlays");
print("Worst, middle and best image:       " + out + "/results/examples.png");
