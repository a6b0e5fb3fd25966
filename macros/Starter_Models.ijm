// Trains the starting set: small models learnt from generated images only, for a first segmentation before anything is annotated.
// The argument is "OUT|MODELS|STEPS|SAMPLES|ONLY": each model is trained in OUT and what is needed to segment with it, or to teach
// it further, is laid into MODELS. STEPS and SAMPLES (of each kind of sample) are for a quicker try; ONLY is the name of one model.

argument = getArgument();
if (argument == "") argument = getDirectory("Choose an output folder") + "|||";
parts = split(argument + "||||", "(\\|)");
out = parts[0];
models = parts[1];
if (models == "") models = out + "/models";
steps = 0;
if (parts[2] != "") steps = parseInt(parts[2]);
samples = 16;
if (parts[3] != "") samples = parseInt(parts[3]);
only = parts[4];
// Samples of another number are others.
root = out + "/samples_" + samples + "/";
File.makeDirectory(out);
File.makeDirectory(models);

for (i = 0; i < 6; i++) nuclei(i);
for (i = 0; i < 4; i++) shapes("grey", i);
for (i = 0; i < 4; i++) shapes("rgb", i);

unet = "network=u-net width=8 depth=4 batchnorm=true crop=256 batch=4";
learning = "optimizer=adamw rate=0.003 decay=0.01 schedule=[warmup 50, cosine] clip=1 averaging=0.99";
usual = unet + " " + learning + " normalization=percentile augment=strong";
train("nuclei", 700, "nuclei/images", "nuclei/masks", "loss=bce+jaccard " + usual,
	"Bright nuclei of 8 to 60 pixels on a dark ground, as in fluorescence microscopy.");
train("nuclei-borders", 700, "nuclei/images", "nuclei/labels", "labels=borders border=2 loss=crossentropy+dice weighting=frequency " + usual,
	"Bright nuclei on a dark ground, with a class for their borders, so that nuclei that touch come apart.");
train("shapes-grey", 400, "grey/images", "grey/masks", "loss=bce+jaccard " + usual,
	"Round things that are brighter than their noisy ground, in grey images.");
train("shapes-rgb", 400, "rgb/images", "rgb/masks", "loss=bce+jaccard " + usual,
	"Round things that are brighter than their noisy ground, in colour images.");

// Small and large nuclei, a few and many of them, from noisy to clean and from blurred to sharp.
function nuclei(i) {
	diameters = newArray(10, 14, 18, 24, 32, 48);
	diameter = diameters[i];
	area = PI * diameter * diameter / 4;
	options = "kind=nuclei width=256 height=256 diameter=" + diameter;
	sample("nuclei", "sparse" + diameter, options + " nuclei=" + few(0.04, area) + " photons=300 blur=" + 0.06 * diameter);
	sample("nuclei", "dense" + diameter, options + " nuclei=" + few(0.3, area) + " photons=60 blur=1.2");
}

// How many objects of this area cover this share of an image.
function few(share, area) {
	return maxOf(2, round(share * 256 * 256 / area));
}

function shapes(kind, i) {
	circles = 2 + 4 * i;
	noise = 30 - 8 * i;
	sample(kind, "noise" + noise, "kind=" + kind + " width=256 height=256 circles=" + circles + " noise=" + noise);
}

// Samples of one kind, in a subfolder of the set; those of an earlier run are the same, so they are kept.
function sample(set, name, options) {
	folder = root + set;
	if (File.exists(folder + "/labels/" + name)) return;
	run("Tessera Generate Samples...", "output=[" + folder + "/new] samples=" + samples + " seed=1 " + options);
	kinds = newArray("images", "masks", "labels");
	for (k = 0; k < kinds.length; k++) {
		File.makeDirectory(folder + "/" + kinds[k]);
		moved = File.rename(folder + "/new/" + kinds[k], folder + "/" + kinds[k] + "/" + name);
	}
}

function train(name, usualsteps, images, masks, options, what) {
	if (only != "" && only != name) return;
	from = "images=[" + root + images + "] masks=[" + root + masks + "]";
	length = steps;
	if (length == 0) length = usualsteps;
	length = " steps=" + length + " validations=" + minOf(5, length) + " seed=1 keptout=0.1 ";
	run("Tessera Train...", from + " model=[" + out + "/" + name + "]" + length + options);
	note = "It was learnt from generated images only: look at what it does on yours, and teach it further with them (finetune of Tessera Train...).";
	run("Tessera Publish Model...", "model=[" + out + "/" + name + "] output=[" + models + "/" + name + "] name=" + name
		+ " description=[" + what + "] documentation=[" + note + "] authors=[The developers of Tessera] license=cc-by-4.0 overwrite=true");
}
