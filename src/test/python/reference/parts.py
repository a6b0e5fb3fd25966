"""Small pieces that several of the reference networks share."""
import math

import torch.nn.functional as F
from torch import nn


def scaled(maps, scale):
    """The number of maps at a width that is `scale` times the network's own; halves round up."""
    return max(1, math.floor(maps * scale + 0.5))


def conv(inputs, outputs, kernel, stride=1, dilation=1, bias=True, groups=1):
    """A convolution that keeps the size at stride 1."""
    padding = dilation * (kernel - 1) // 2
    return nn.Conv2d(inputs, outputs, kernel, stride, padding, dilation, groups, bias)


def conv_bn_relu(inputs, outputs, kernel, dilation=1):
    """Convolution without bias, batch norm, ReLU."""
    return nn.Sequential(conv(inputs, outputs, kernel, dilation=dilation, bias=False),
                         nn.BatchNorm2d(outputs), nn.ReLU())


def separable_bn_relu(inputs, outputs, kernel, dilation=1):
    """The same as conv_bn_relu, but depthwise first and then pointwise, each with its norm and ReLU."""
    return nn.Sequential(conv(inputs, inputs, kernel, dilation=dilation, bias=False, groups=inputs),
                         nn.BatchNorm2d(inputs), nn.ReLU(),
                         *conv_bn_relu(inputs, outputs, 1))


def resize(x, like):
    """Bilinear interpolation to the height and width of `like`."""
    return F.interpolate(x, size=like.shape[-2:], mode="bilinear", align_corners=False)


def crop(x, like):
    """Drops the last rows and columns that `like` does not have."""
    return x[..., :like.shape[-2], :like.shape[-1]]


class FCNHead(nn.Sequential):
    """The segmentation head of torchvision's FCN: a quarter of the maps, then the logits."""

    def __init__(self, inputs, outputs):
        middle = inputs // 4
        super().__init__(*conv_bn_relu(inputs, middle, 3), nn.Dropout(0.1), conv(middle, outputs, 1))


class StrideBudget:
    """Hands out strides up to the wanted output stride, and dilations in place of the rest.

    The layer whose stride is taken away keeps the dilation from before; those after it get the larger one.
    """

    def __init__(self, limit):
        self.limit = limit
        self.stride = 1
        self.dilation = 1

    def take(self, stride):
        """The (stride, dilation) of the next layer, which asks for `stride`."""
        before = self.dilation
        if self.stride * stride > self.limit:
            self.dilation *= stride
            return 1, before
        self.stride *= stride
        return stride, before
