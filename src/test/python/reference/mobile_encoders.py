"""The encoders of depthwise separable convolutions: the two MobileNets and the aligned Xception-65."""
from torch import nn
from torchvision.models._utils import _make_divisible
from torchvision.models.mobilenetv2 import InvertedResidual
from torchvision.ops.misc import Conv2dNormActivation

from parts import StrideBudget, conv, scaled


class MobileNet(nn.Module):
    """What the two MobileNets share: a row of blocks of which the last ones of the strides are the features.

    `blocks` holds (module, stride by the paper, maps); `aux` is the index of the block auxiliary heads sit on.
    """

    def __init__(self, blocks, aux, width, output_stride):
        super().__init__()
        self.scale = width / 32
        self.aux = aux
        self.blocks = nn.ModuleList(module for module, _, _ in blocks)
        self.strides, maps, stride = [], {}, 1
        for _, step, count in blocks:
            stride *= step
            self.strides.append(stride)
            maps[stride] = count
        self.maps = {key: maps[key] for key in maps if key <= output_stride // 2}
        self.maps.update(last=blocks[-1][2], aux=blocks[aux][2])

    def forward(self, x):
        features = {}
        for index, (block, stride) in enumerate(zip(self.blocks, self.strides)):
            x = block(x)
            features[stride] = x
            if index == self.aux:
                features["aux"] = x
        features["last"] = x
        return {key: features[key] for key in self.maps}


class MobileNetV1(MobileNet):
    """Howard and others 2017, MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications."""

    BLOCKS = ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2),
              *[(512, 1)] * 5, (1024, 2), (1024, 1))

    def __init__(self, channels, width, output_stride=32):
        def norm(maps):
            return nn.BatchNorm2d(maps), nn.ReLU6()

        def count(maps):
            return _make_divisible(maps * width / 32, 8)

        budget, inputs = StrideBudget(output_stride), count(32)
        stride, _ = budget.take(2)
        blocks = [(nn.Sequential(conv(channels, inputs, 3, stride, bias=False), *norm(inputs)), 2, inputs)]
        for maps, step in self.BLOCKS:
            stride, dilation = budget.take(step)
            maps = count(maps)
            block = nn.Sequential(conv(inputs, inputs, 3, stride, dilation, False, inputs), *norm(inputs),
                                  conv(inputs, maps, 1, bias=False), *norm(maps))
            blocks.append((block, step, maps))
            inputs = maps
        super().__init__(blocks, 11, width, output_stride)


class MobileNetV2(MobileNet):
    """Sandler and others 2018, MobileNetV2: Inverted Residuals and Linear Bottlenecks, of torchvision's blocks.

    A block whose stride is taken away is one of stride 1: it adds its input if the maps are as many.
    """

    SETTINGS = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
                (6, 320, 1, 1))

    def __init__(self, channels, width, output_stride=32):
        def count(maps):
            return _make_divisible(maps * width / 32, 8)

        budget, inputs = StrideBudget(output_stride), count(32)
        stride, _ = budget.take(2)
        stem = Conv2dNormActivation(channels, inputs, stride=stride, activation_layer=nn.ReLU6)
        blocks = [(stem, 2, inputs)]
        for expansion, maps, repeats, first in self.SETTINGS:
            maps = count(maps)
            for step in [first] + [1] * (repeats - 1):
                stride, dilation = budget.take(step)
                block = InvertedResidual(inputs, maps, stride, expansion)
                for layer in block.modules():
                    if isinstance(layer, nn.Conv2d) and layer.groups > 1:
                        layer.dilation = layer.padding = (dilation, dilation)
                blocks.append((block, step, maps))
                inputs = maps
        super().__init__(blocks, 13, width, output_stride)


def xception_norm(maps):
    """The batch norm of the aligned Xception."""
    return nn.BatchNorm2d(maps, eps=1e-3)


def xception_separable(inputs, outputs, stride, dilation, activation):
    """Depthwise and pointwise convolution, each followed by its norm and the activation."""
    return nn.Sequential(conv(inputs, inputs, 3, stride, dilation, False, inputs), xception_norm(inputs), activation(),
                         conv(inputs, outputs, 1, bias=False), xception_norm(outputs), activation())


class XceptionModule(nn.Module):
    """Three separable convolutions, each behind a ReLU, and the shortcut; also gives what the third one gets."""

    def __init__(self, inputs, maps, stride, dilation):
        super().__init__()
        sizes, steps = [inputs, *maps], (1, 1, stride)
        self.convolutions = nn.ModuleList(xception_separable(sizes[i], sizes[i + 1], steps[i], dilation, nn.Identity)
                                          for i in range(3))
        self.relu = nn.ReLU()
        self.shortcut = nn.Identity()
        if stride != 1 or inputs != maps[-1]:
            self.shortcut = nn.Sequential(conv(inputs, maps[-1], 1, stride, bias=False), xception_norm(maps[-1]))

    def forward(self, x):
        first, second, third = self.convolutions
        before = self.relu(second(self.relu(first(self.relu(x)))))
        y = third(before)
        return y + self.shortcut(x), before


class Xception(nn.Module):
    """The aligned Xception-65 of Chen, Zhu, Papandreou, Schroff and Adam 2018 (DeepLab v3+)."""

    MODULES = (((128, 128, 128), 2), ((256, 256, 256), 2), ((728, 728, 728), 2),
               *[((728, 728, 728), 1)] * 16, ((728, 1024, 1024), 2))
    LAST = (1536, 1536, 2048)
    AUX = 18

    def __init__(self, channels, width, output_stride=32):
        super().__init__()
        self.scale = scale = width / 32
        budget, inputs, stem = StrideBudget(output_stride), scaled(64, scale), scaled(32, scale)
        stride, _ = budget.take(2)
        self.stem = nn.Sequential(conv(channels, stem, 3, stride, bias=False), xception_norm(stem), nn.ReLU(),
                                  conv(stem, inputs, 3, bias=False), xception_norm(inputs), nn.ReLU())
        self.units, self.maps, self.keys, nominal = nn.ModuleList(), {}, [], 2
        for maps, step in self.MODULES:
            maps = [scaled(count, scale) for count in maps]
            stride, dilation = budget.take(step)
            self.units.append(XceptionModule(inputs, maps, stride, dilation))
            self.keys.append(nominal if step == 2 else None)
            if step == 2:
                self.maps[nominal] = maps[1]
                nominal *= 2
            inputs = maps[-1]
        self.maps = {key: self.maps[key] for key in self.maps if key <= output_stride // 2}
        sizes = [inputs] + [scaled(count, scale) for count in self.LAST]
        self.last = nn.Sequential(*(xception_separable(sizes[i], sizes[i + 1], 1, budget.dilation, nn.ReLU)
                                    for i in range(3)))
        self.maps.update(last=sizes[-1], aux=scaled(728, scale))

    def forward(self, x):
        x = self.stem(x)
        features = {}
        for index, (module, key) in enumerate(zip(self.units, self.keys)):
            x, before = module(x)
            features[key] = before
            if index == self.AUX:
                features["aux"] = x
        features["last"] = self.last(x)
        return {key: features[key] for key in self.maps}
