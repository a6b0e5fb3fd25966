"""The Light U-Net: separable convolutions from half the image's size down, skips added, one transposed convolution."""
from torch import nn

from parts import conv, crop, resize


def act(maps):
    """Batch norm and ReLU, as a list of layers."""
    return [nn.BatchNorm2d(maps, eps=1e-5, momentum=0.1), nn.ReLU()]


def separable(inputs, maps, stride=1):
    """A depthwise 3x3 convolution and a 1x1 one with norm and ReLU; unlike in parts nothing between the two."""
    return nn.Sequential(conv(inputs, inputs, 3, stride, bias=False, groups=inputs),
                         conv(inputs, maps, 1, bias=False), *act(maps))


class LightUNet(nn.Module):
    """The stem halves the image; each level of the encoder but the first halves again; odd sizes round up."""

    def __init__(self, settings):
        super().__init__()
        maps = [settings["width"] << i for i in range(settings["depth"])]
        self.stem = nn.Sequential(conv(settings["channels"], maps[0], 3, 2, bias=False), *act(maps[0]))
        self.encoder = nn.ModuleList([separable(maps[0], maps[0])])
        for finer, own in zip(maps, maps[1:]):
            self.encoder.append(nn.Sequential(separable(finer, own, 2), separable(own, own)))
        self.narrow, self.decoder = nn.ModuleList(), nn.ModuleList()
        for i in reversed(range(len(maps) - 1)):
            self.narrow.append(conv(maps[i + 1], maps[i], 1))
            self.decoder.append(separable(maps[i], maps[i]))
        self.last = nn.ConvTranspose2d(maps[0], settings["outputs"], 2, 2)

    def forward(self, image):
        x, skips = self.stem(image), []
        for stage in self.encoder:
            x = stage(x)
            skips.append(x)
        for skip, narrow, convolutions in zip(reversed(skips[:-1]), self.narrow, self.decoder):
            x = convolutions(skip + resize(narrow(x), skip))
        return [crop(self.last(x), image)]
