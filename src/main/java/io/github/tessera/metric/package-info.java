/** How good a segmentation is: measures of pixels, probabilities, objects, partitions and boundaries, intervals and tests. Imports progress, tile, image and postprocess; no DJL. */
package io.github.tessera.metric;
