// Makes the set of Generate_Samples.ijm three times as large, in the folder "augmented": every image and its mask as they are, upside
// down (flipud), and mirrored (fliplr).
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "images=[" + folder + "/samples/images] masks=[" + folder + "/samples/masks] output=[" + folder + "/augmented]";
run("Tessera Augment...", options + " exact=[flipud, fliplr] format=png");

images = getFileList(folder + "/augmented/images");
masks = getFileList(folder + "/augmented/masks");
print("Copies: " + images.length + " of images, " + masks.length + " of masks");

// Two random copies of each simulated nuclei image and its labels: labels keep their numbers.
options = "images=[" + folder + "/nuclei/images] masks=[" + folder + "/nuclei/labels] output=[" + folder + "/more nuclei]";
run("Tessera Augment...", options + " exact=[] copies=2 augment=[flip, turn, rotation 20, noise 0.05 at 0.5] seed=1");
