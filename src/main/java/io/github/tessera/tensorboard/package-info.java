/**
 * Event files that TensorBoard reads: scalars, images, histograms and precision-recall curves by step.
 *
 * <p>Protocol buffers in records of TensorFlow's TFRecord format, https://www.tensorflow.org/tutorials/load_data/tfrecord; the messages
 * are those of tensorboard/compat/proto in https://github.com/tensorflow/tensorboard. Scalars, images and histograms are written in the
 * fields of their own (simple_value, image, histo), as PyTorch's SummaryWriter does: TensorBoard turns them into its newer tensors when it
 * reads them, and other readers of event files know only these. Precision-recall curves have never had a field of their own: they are a
 * tensor with the metadata of the plugin pr_curves.
 *
 * <p>Imports {@code progress, image, metric}; no engine.
 */
package io.github.tessera.tensorboard;
