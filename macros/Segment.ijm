// Segments one image with the model that Train.ijm made: labels in a new image, an overlay on the image itself.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

open(folder + "/samples/images/sample_0001.png");
image = getTitle();
run("Tessera Segment...", "model=[" + folder + "/model] overlay=object opacity=40");

// The label image is the active one now: 0 is background, 1 the class.
getHistogram(values, counts, 256);
print(getTitle() + ": " + counts[1] + " pixels of the class");
saveAs("Tiff", folder + "/labels.tif");
close();

selectImage(image);
print(getTitle() + ": " + Overlay.size + " objects");
saveAs("Tiff", folder + "/overlay.tif");
close();
