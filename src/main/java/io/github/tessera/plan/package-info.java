/** The settings of a training, chosen from its images and the computer, each with its reason. Imports train and what is below; view and command may import it. */
package io.github.tessera.plan;
