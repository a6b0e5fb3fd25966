// Makes a model of a TorchScript file that comes without a description, and segments with it. Here it is the network of the model that
// Train.ijm made, alone: what is told of it is what its own description would say.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

File.makeDirectory(folder + "/elsewhere");
File.copy(folder + "/model/weights.torchscript.pt", folder + "/elsewhere/net.pt");
run("Tessera Import Network...", "network=[" + folder + "/elsewhere/net.pt] classes=[background, circle] normalization=meanstd");

open(folder + "/samples/images/sample_0001.png");
run("Tessera Segment...", "model=[" + folder + "/elsewhere/net.pt] overlay=none");
getHistogram(values, counts, 256);
print(getTitle() + ": " + counts[1] + " pixels of the class");
close();
close();
