"""The U-Net family and its relatives without a ready-made encoder."""
import torch
from torch import nn

from parts import conv, resize


class Up(nn.Module):
    """Brings a map to the size of the skip: transposed convolution, or interpolation and a 1x1 convolution."""

    def __init__(self, inputs, outputs, upsampling):
        super().__init__()
        self.transposed = upsampling == "TRANSPOSED"
        self.layer = nn.ConvTranspose2d(inputs, outputs, 2, 2) if self.transposed else conv(inputs, outputs, 1)

    def forward(self, x, skip):
        if self.transposed:
            return self.layer(x, output_size=skip.shape[-2:])
        return self.layer(resize(x, skip))


def level(inputs, maps, count, batch_norm, dilation=1, dropout=0.0):
    """The convolutions of one level of the U-Net family."""
    layers = []
    for _ in range(count):
        layers.append(conv(inputs, maps, 3, dilation=dilation, bias=not batch_norm))
        if batch_norm:
            layers.append(nn.BatchNorm2d(maps))
        layers.append(nn.ReLU())
        inputs = maps
    if dropout:
        layers.append(nn.Dropout(dropout))
    return nn.Sequential(*layers)


class Gate(nn.Module):
    """The additive attention gate of the Attention U-Net: weighs the skip by what the coarser map says."""

    def __init__(self, maps, coarse):
        super().__init__()
        self.theta = nn.Conv2d(maps, maps, 2, 2, bias=False)
        self.phi = conv(coarse, maps, 1)
        self.psi = conv(maps, 1, 1)

    def forward(self, skip, coarse):
        together = torch.relu(self.theta(skip) + self.phi(coarse))
        return skip * resize(torch.sigmoid(self.psi(together)), skip)


class UNet(nn.Module):
    """Ronneberger, Fischer and Brox 2015, U-Net, in the variants of the settings.

    With `gated` it is Oktay and others 2018, Attention U-Net: Learning Where to Look for the Pancreas.
    """

    def __init__(self, settings, gated=False):
        super().__init__()
        depth, count, norm = settings["depth"], settings["convolutions"], settings["batchNorm"]
        maps = [settings["width"] << i for i in range(depth)]
        self.adds = settings["skip"] == "ADD"
        self.pool = nn.MaxPool2d(2, 2)
        self.encoder = nn.ModuleList()
        inputs = settings["channels"]
        for i in range(depth):
            self.encoder.append(level(inputs, maps[i], count, norm, settings["dilation"] if i < depth - 1 else 1,
                                      settings["dropout"] if i >= depth - 2 else 0.0))
            inputs = maps[i]
        self.gates, self.ups, self.decoder = nn.ModuleList(), nn.ModuleList(), nn.ModuleList()
        for i in reversed(range(depth - 1)):
            self.gates.append(Gate(maps[i], maps[i + 1]) if gated else None)
            self.ups.append(Up(maps[i + 1], maps[i], settings["upsampling"]))
            self.decoder.append(level(maps[i] if self.adds else 2 * maps[i], maps[i], count, norm))
        self.last = conv(maps[0], settings["outputs"], 1)

    def forward(self, x):
        skips = []
        for i, convolutions in enumerate(self.encoder):
            x = convolutions(x if i == 0 else self.pool(x))
            skips.append(x)
        for skip, gate, up, convolutions in zip(reversed(skips[:-1]), self.gates, self.ups, self.decoder):
            if gate is not None:
                skip = gate(skip, x)
            x = up(x, skip)
            x = convolutions(skip + x if self.adds else torch.cat((skip, x), 1))
        return [self.last(x)]


class ResidualUnit(nn.Module):
    """The unit of the residual U-Net; the very first one has no norm and ReLU in front."""

    def __init__(self, inputs, maps, stride=1, first=False):
        super().__init__()
        front = [] if first else [nn.BatchNorm2d(inputs), nn.ReLU()]
        self.main = nn.Sequential(*front, conv(inputs, maps, 3, stride, bias=False), nn.BatchNorm2d(maps), nn.ReLU(),
                                  conv(maps, maps, 3))
        self.shortcut = nn.Sequential(conv(inputs, maps, 1, stride, bias=False), nn.BatchNorm2d(maps))

    def forward(self, x):
        return self.main(x) + self.shortcut(x)


class ResidualUNet(nn.Module):
    """Zhang, Liu and Wang 2018, Road Extraction by Deep Residual U-Net."""

    def __init__(self, settings):
        super().__init__()
        depth = settings["depth"]
        maps = [settings["width"] << i for i in range(depth)]
        self.encoder = nn.ModuleList([ResidualUnit(settings["channels"], maps[0], first=True)])
        self.encoder.extend(ResidualUnit(maps[i - 1], maps[i], 2) for i in range(1, depth))
        self.decoder = nn.ModuleList(ResidualUnit(maps[i] + maps[i + 1], maps[i]) for i in reversed(range(depth - 1)))
        self.last = conv(maps[0], settings["outputs"], 1)

    def forward(self, x):
        skips = []
        for unit in self.encoder:
            x = unit(x)
            skips.append(x)
        for skip, unit in zip(reversed(skips[:-1]), self.decoder):
            x = unit(torch.cat((skip, resize(x, skip)), 1))
        return [self.last(x)]


class UNetPP(nn.Module):
    """Zhou, Siddiquee, Tajbakhsh and Liang 2018, UNet++: A Nested U-Net Architecture."""

    def __init__(self, settings):
        super().__init__()
        self.depth = depth = settings["depth"]
        maps = [settings["width"] << i for i in range(depth)]
        self.pool = nn.MaxPool2d(2, 2)
        self.blocks = nn.ModuleDict()
        for i, j in self.order():
            if j > 0:
                inputs = j * maps[i] + maps[i + 1]
            else:
                inputs = maps[i - 1] if i > 0 else settings["channels"]
            self.blocks[f"{i}_{j}"] = nn.Sequential(*self.unit(inputs, maps[i]), *self.unit(maps[i], maps[i]))
        self.columns = range(1, depth) if settings["auxiliary"] else [depth - 1]
        self.heads = nn.ModuleList(conv(maps[0], settings["outputs"], 1) for _ in self.columns)

    @staticmethod
    def unit(inputs, maps):
        """Convolution with bias, norm, ReLU."""
        return conv(inputs, maps, 3), nn.BatchNorm2d(maps), nn.ReLU()

    def order(self):
        """The nodes (level, column), diagonal by diagonal, each from its deepest node upwards."""
        return [(diagonal - j, j) for diagonal in range(self.depth) for j in range(diagonal + 1)]

    def forward(self, x):
        nodes = {}
        for i, j in self.order():
            if j > 0:
                row = [nodes[i, k] for k in range(j)]
                x = torch.cat((*row, resize(nodes[i + 1, j - 1], row[0])), 1)
            elif i > 0:
                x = self.pool(nodes[i - 1, 0])
            nodes[i, j] = self.blocks[f"{i}_{j}"](x)
        return [head(nodes[0, j]) for head, j in zip(self.heads, self.columns)][::-1]


class CNN(nn.Module):
    """Three plain 3x3 convolutions and a 1x1 one, without any pooling."""

    def __init__(self, settings):
        super().__init__()
        width = settings["width"]
        self.layers = nn.Sequential(conv(settings["channels"], width, 3), nn.ReLU(),
                                    conv(width, 2 * width, 3), nn.ReLU(),
                                    conv(2 * width, 4 * width, 3), nn.ReLU(),
                                    conv(4 * width, settings["outputs"], 1))

    def forward(self, x):
        return [self.layers(x)]
