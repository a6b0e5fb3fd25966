/** Where tiles lie in an image and how their results are blended or joined: geometry only, no pixels. Imports progress; everything below may import it. */
package io.github.tessera.tile;
