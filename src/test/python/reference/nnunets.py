"""The plain and the residual nnU-Net."""
import torch
from torch import nn

from parts import conv, crop

BLOCKS = (1, 3, 4, 6, 6, 6, 6, 6)


def level_maps(settings):
    """The maps of the levels: doubled from one to the next up to a cap."""
    width = settings["width"]
    cap = 512 if width >= 32 else 16 * width
    return [min(cap, width << i) for i in range(settings["depth"])]


def norm(maps):
    """The instance norm of the nnU-Net: affine, without running statistics."""
    return nn.InstanceNorm2d(maps, affine=True)


def units(inputs, maps, count, stride=1):
    """Units of convolution, instance norm and leaky ReLU; the first one has the stride."""
    layers = []
    for _ in range(count):
        layers += [conv(inputs, maps, 3, stride), norm(maps), nn.LeakyReLU(0.01)]
        inputs, stride = maps, 1
    return nn.Sequential(*layers)


class ResidualBlock(nn.Module):
    """Two convolutions and a shortcut that pools where they stride and projects where the maps change."""

    def __init__(self, inputs, maps, stride):
        super().__init__()
        self.main = nn.Sequential(*units(inputs, maps, 1, stride), conv(maps, maps, 3), norm(maps))
        shortcut = []
        if stride != 1:
            shortcut.append(nn.AvgPool2d(2, 2, ceil_mode=True))
        if inputs != maps:
            shortcut += [conv(inputs, maps, 1, bias=False), norm(maps)]
        self.shortcut = nn.Sequential(*shortcut)
        self.relu = nn.LeakyReLU(0.01)

    def forward(self, x):
        return self.relu(self.main(x) + self.shortcut(x))


class Decoder(nn.Module):
    """The decoder of both nnU-Nets; with deep supervision a head on each level but the coarsest."""

    def __init__(self, maps, count, settings):
        super().__init__()
        self.ups, self.units, self.heads = nn.ModuleList(), nn.ModuleList(), nn.ModuleList()
        coarsest = len(maps) - 2
        for i in reversed(range(len(maps) - 1)):
            self.ups.append(nn.ConvTranspose2d(maps[i + 1], maps[i], 2, 2))
            self.units.append(units(2 * maps[i], maps[i], count))
            has_head = i == 0 or settings["auxiliary"] and i < coarsest
            self.heads.append(conv(maps[i], settings["outputs"], 1) if has_head else None)

    def forward(self, features):
        x, outputs = features[-1], []
        for skip, up, convolutions, head in zip(reversed(features[:-1]), self.ups, self.units, self.heads):
            x = convolutions(torch.cat((crop(up(x), skip), skip), 1))
            if head is not None:
                outputs.append(head(x))
        return outputs[::-1]


class NNUNet(nn.Module):
    """Isensee, Jaeger, Kohl, Petersen and Maier-Hein 2021, nnU-Net: a self-configuring method.

    With `residual` its encoder is the residual one of Isensee and others 2024, nnU-Net Revisited.
    """

    def __init__(self, settings, residual=False):
        super().__init__()
        maps = level_maps(settings)
        inputs, self.stem, self.encoder = settings["channels"], nn.Identity(), nn.ModuleList()
        if residual:
            self.stem = units(inputs, maps[0], 1)
            inputs = maps[0]
        for i, count in enumerate(maps):
            stride = 1 if i == 0 else 2
            if residual:
                self.encoder.append(nn.Sequential(*(
                    ResidualBlock(inputs if k == 0 else count, count, stride if k == 0 else 1)
                    for k in range(BLOCKS[i]))))
            else:
                self.encoder.append(units(inputs, count, settings["convolutions"], stride))
            inputs = count
        self.decoder = Decoder(maps, 1 if residual else settings["convolutions"], settings)

    def forward(self, x):
        x = self.stem(x)
        features = []
        for stage in self.encoder:
            x = stage(x)
            features.append(x)
        return self.decoder(features)
