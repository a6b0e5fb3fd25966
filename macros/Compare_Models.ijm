// Compares the models that Train.ijm and Fine_Tune.ijm made, on the samples: which is better, by how much, and could it be chance? In
// earnest, take images that neither has learnt from. The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

options = "truth=[" + folder + "/samples/masks] images=[" + folder + "/samples/images]";
options = options + " model=[" + folder + "/model] other=[" + folder + "/tuned]";
run("Tessera Compare Models...", options + " table=[" + folder + "/results/comparison.csv]");

print(File.openAsString(folder + "/results/comparison.csv"));
