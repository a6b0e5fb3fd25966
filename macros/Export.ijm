// Takes the labels that Segment.ijm saved on to other programs: labels over the image as ROIs, ROIs back to labels, and files of both
// in the folder "exported". The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");
out = folder + "/exported";

// Labels over an image as ROIs, one for each object. Label images of other tools go the same way.
open(folder + "/samples/images/sample_0001.png");
open(folder + "/labels.tif");
run("Tessera Labels to Overlay...", "image=sample_0001.png overlay=object opacity=40");

// The ROIs back to labels, now a number for each object.
selectImage("sample_0001.png");
run("Tessera Overlay to Labels...", "objects");
getStatistics(area, mean, min, max);
print(getTitle() + ": " + max + " objects");
run("Tessera Export...", "from=labels format=png file=[" + out + "/sample_0001_objects] overwrite");
close();

// What is drawn over the image, for ImageJ's ROI Manager, QuPath, Python and spreadsheets; and the image with its ROIs.
selectImage("sample_0001.png");
formats = newArray("roizip", "geojson", "coco", "csv", "tiff");
for (i = 0; i < formats.length; i++)
	run("Tessera Export...", "format=" + formats[i] + " file=[" + out + "/sample_0001] overwrite");
close();

// The label image itself.
selectImage("labels.tif");
run("Tessera Export...", "format=png file=[" + out + "/sample_0001_classes] overwrite");
close();

files = getFileList(out);
print("Exported files: " + files.length);
