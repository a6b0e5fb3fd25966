// Makes a package of the model that Train.ijm has trained, for others and other programs: one zip with all that training goes on from, and
// one for QuPath, which normalizes tile by tile, with the normalization inside the network. The macro's argument is the working folder;
// without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

about = "authors=[Jane Doe, University of Oxford, 0000-0002-1825-0097; John Roe] license=CC-BY-4.0"
	+ " description=[Bright circles on a noisy ground, in grey images.] tags=[circles, samples]"
	+ " documentation=[Learnt from generated images, to show how models travel.]";
run("Tessera Publish Model...", "model=[" + folder + "/model] output=[" + folder + "/published/circles.zip] name=[Circles on noise] " + about);
run("Tessera Publish Model...", "model=[" + folder + "/model] output=[" + folder + "/published/circles-qupath] name=[Circles for QuPath] " + about
	+ " finetuning=false bake images=[" + folder + "/samples/images]");

// What a package tells, in the log.
run("Tessera Model Info...", "model=[" + folder + "/published/circles.zip]");

files = getFileList(folder + "/published");
print("Packages: " + files.length);
