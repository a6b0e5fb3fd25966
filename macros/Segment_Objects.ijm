// Finds the single objects of an image with the model that Train.ijm made: cleaned, split, numbered, and measured.
// The macro's argument is the working folder; without one it asks.

folder = getArgument();
if (folder == "") folder = getDirectory("Choose a working folder");

open(folder + "/samples/images/sample_0001.png");
image = getTitle();
options = "threshold=0.6 minimumsize=30 fillholes split=distance objects measure labels=false";
run("Tessera Segment...", "model=[" + folder + "/model] table=[" + folder + "/objects.csv] " + options);

// The image of the objects' numbers is the active one now.
getStatistics(area, mean, min, max);
print(getTitle() + ": " + max + " objects");
saveAs("Tiff", folder + "/objects.tif");
close();

// A row for each object; objects_summary.csv has a row for each class.
rows = split(File.openAsString(folder + "/objects.csv"), "\n");
print(rows[0]);
print("Rows in the table: " + rows.length - 1);

selectImage(image);
close();
