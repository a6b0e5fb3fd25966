"""The VGG and ResNet encoders, and the choice of an encoder by its name.

An encoder's forward returns a dict: the feature of each stride (1, 2, 4, ...) that exists besides the deepest one,
"last" for the deepest one and, but for VGG, "aux" for the one auxiliary heads sit on. `maps` has the numbers of maps
under the same keys, `scale` is the ratio of the width to the encoder's own width.
"""
from torch import nn
from torchvision.models.resnet import BasicBlock, Bottleneck

from mobile_encoders import MobileNetV1, MobileNetV2, Xception
from parts import StrideBudget, conv

VGG_CONVOLUTIONS = {"VGG11": (1, 1, 2, 2, 2), "VGG13": (2, 2, 2, 2, 2),
                    "VGG16": (2, 2, 3, 3, 3), "VGG19": (2, 2, 4, 4, 4)}
RESNET_LAYERS = {"RESNET18": (BasicBlock, (2, 2, 2, 2)), "RESNET34": (BasicBlock, (3, 4, 6, 3)),
                 "RESNET50": (Bottleneck, (3, 4, 6, 3)), "RESNET101": (Bottleneck, (3, 4, 23, 3))}


def vgg_maps(width):
    """The maps of the five blocks of a VGG."""
    return [width, 2 * width, 4 * width, 8 * width, 8 * width]


def vgg_blocks(name, channels, width, last_dilation=1):
    """The five blocks of convolutions of a VGG, without the pools between them."""
    counts = VGG_CONVOLUTIONS[name.replace("_BN", "")]
    blocks, inputs = nn.ModuleList(), channels
    for level, (count, maps) in enumerate(zip(counts, vgg_maps(width))):
        layers = []
        for _ in range(count):
            layers.append(conv(inputs, maps, 3, dilation=last_dilation if level == 4 else 1))
            if name.endswith("_BN"):
                layers.append(nn.BatchNorm2d(maps))
            layers.append(nn.ReLU())
            inputs = maps
        blocks.append(nn.Sequential(*layers))
    return blocks


class VGG(nn.Module):
    """Simonyan and Zisserman 2014, Very Deep Convolutional Networks for Large-Scale Image Recognition."""

    def __init__(self, name, channels, width):
        super().__init__()
        self.scale = width / 64
        self.blocks = vgg_blocks(name, channels, width)
        self.pool = nn.MaxPool2d(2, 2)
        self.maps = dict(zip((1, 2, 4, 8, "last"), vgg_maps(width)))

    def forward(self, x):
        features = {}
        for key, block in zip(self.maps, self.blocks):
            x = block(self.pool(x) if features else x)
            features[key] = x
        return features


def resnet_layer(block, inputs, planes, stride, dilations):
    """One layer of torchvision's ResNet: a block for each of the dilations, the first one with the stride."""
    layers = []
    for index, dilation in enumerate(dilations):
        step, maps, shortcut = stride if index == 0 else 1, planes * block.expansion, None
        if step != 1 or inputs != maps:
            shortcut = nn.Sequential(conv(inputs, maps, 1, step, bias=False), nn.BatchNorm2d(maps))
        if block is Bottleneck:
            layers.append(block(inputs, planes, step, shortcut, dilation=dilation))
        else:  # torchvision refuses a dilation here
            layers.append(block(inputs, planes, step, shortcut))
            for layer in (layers[-1].conv1, layers[-1].conv2):
                layer.dilation = layer.padding = (dilation, dilation)
        inputs = maps
    return nn.Sequential(*layers)


class ResNet(nn.Module):
    """He, Zhang, Ren and Sun 2015, Deep Residual Learning for Image Recognition, as torchvision has it.

    `rates`, if given, holds the dilations of the blocks of layer4 and of further copies of it (DeepLab v3's cascade).
    """

    def __init__(self, name, channels, width, output_stride=32, rates=None):
        super().__init__()
        self.scale = width / 64
        block, self.counts = RESNET_LAYERS[name]
        self.stem = nn.Sequential(nn.Conv2d(channels, width, 7, 2, 3, bias=False), nn.BatchNorm2d(width), nn.ReLU())
        self.pool = nn.MaxPool2d(3, 2, 1)
        self.layers, outputs = nn.ModuleList(), [width]
        budget = StrideBudget(output_stride // 4)
        for level, count in enumerate(self.counts):
            stride, first = budget.take(1 if level == 0 else 2)
            dilations = [first] + [budget.dilation] * (count - 1)
            if rates and level == 3:
                dilations = rates[0]
            self.layers.append(resnet_layer(block, outputs[-1], width << level, stride, dilations))
            outputs.append(block.expansion * width << level)
        for dilations in (rates or [])[1:]:
            self.layers.append(resnet_layer(block, outputs[-1], 8 * width, 1, dilations))
        self.maps = dict(zip((2, 4, 8, 16), outputs))
        self.maps = {stride: maps for stride, maps in self.maps.items() if stride <= output_stride // 2}
        self.maps.update(last=outputs[4], aux=outputs[3])

    def forward(self, x):
        x = self.stem(x)
        features = {2: x}
        x = self.pool(x)
        for level, layer in enumerate(self.layers):
            x = layer(x)
            features[4 << level] = x
        features.update(last=x, aux=features[16])
        return {key: features[key] for key in self.maps}


def encoder(name, channels, width, output_stride=32):
    """The encoder of that name."""
    if name.startswith("VGG"):
        return VGG(name, channels, width)
    if name.startswith("RESNET"):
        return ResNet(name, channels, width, output_stride)
    kind = {"MOBILENET_V1": MobileNetV1, "MOBILENET_V2": MobileNetV2, "XCEPTION": Xception}[name]
    return kind(channels, width, output_stride)
