/** What is done to labels after the network: connected objects, told apart, cleaned and linked; labels refined by random fields. Imports progress, tile and image; of ImageJ ij.process and ij.plugin.filter only. */
package io.github.tessera.postprocess;
