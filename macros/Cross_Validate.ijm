// Deals the samples that Generate_Samples.ijm made into 2 folds, teaches a small network on each half, tries it on the other, and
// segments a sample with both together; all is in the folder "folds". This is a quick try of 8 small steps: in earnest, leave out
// width, steps, validations, batch and crop, which are then chosen for the images, and take 5 folds, which is what folds= is unless you say otherwise.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "images=[" + folder + "/samples/images] masks=[" + folder + "/samples/masks] model=[" + folder + "/folds]";
run("Tessera Cross-Validate...", options + " folds=2 width=4 steps=8 validations=2 batch=2 crop=64");

rows = split(File.openAsString(folder + "/folds/folds.csv"), "\n");
print("Rows of folds, mean and deviation: " + (rows.length - 1));

open(folder + "/samples/images/sample_0001.png");
image = getTitle();
run("Tessera Segment...", "model=[" + folder + "/folds] overlay=none");
close();
selectImage(image);
close();
