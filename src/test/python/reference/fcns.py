"""The fully convolutional networks: FCN-32/16/8, FCN on a ResNet, SegNet, PSPNet and the U-Net on an encoder."""
import torch
from torch import nn

from encoders import encoder, vgg_blocks, vgg_maps
from parts import FCNHead, conv, conv_bn_relu, crop, resize, scaled


class FCN(nn.Module):
    """Long, Shelhamer and Darrell 2015, Fully Convolutional Networks for Semantic Segmentation; stride 32, 16 or 8."""

    def __init__(self, settings, stride):
        super().__init__()
        width, outputs = settings["width"], settings["outputs"]
        self.transposed = settings["upsampling"] == "TRANSPOSED"
        self.blocks = vgg_blocks(settings["encoder"], settings["channels"], width)
        self.pool = nn.MaxPool2d(2, 2)
        self.head = nn.Sequential(conv(8 * width, 64 * width, 7), nn.ReLU(), nn.Dropout(0.5),
                                  conv(64 * width, 64 * width, 1), nn.ReLU(), nn.Dropout(0.5),
                                  conv(64 * width, outputs, 1))
        self.skips = {32: (), 16: (3,), 8: (3, 2)}[stride]
        maps = vgg_maps(width)
        self.scores = nn.ModuleList(conv(maps[i], outputs, 1) for i in self.skips)
        self.ups = nn.ModuleList()
        if self.transposed:
            self.ups.extend(nn.ConvTranspose2d(outputs, outputs, 4, 2, 1, bias=False) for _ in self.skips)
            self.ups.append(nn.ConvTranspose2d(outputs, outputs, 2 * stride, stride, stride // 2, bias=False))

    def up(self, index, x, like):
        """The upsampling before the skip of that index, or after all of them, to the size of `like`."""
        return self.ups[index](x, output_size=like.shape[-2:]) if self.transposed else resize(x, like)

    def forward(self, image):
        x, pools = image, []
        for block in self.blocks:
            x = self.pool(block(x))
            pools.append(x)
        x = self.head(x)
        for index, skip in enumerate(self.skips):
            x = self.up(index, x, pools[skip])
            x = x + self.scores[index](pools[skip])
        return [self.up(len(self.skips), x, image)]


class FCNOnEncoder(nn.Module):
    """FCN on a dilated encoder, as torchvision's fcn_resnet50: one head, and another one as the auxiliary output."""

    def __init__(self, settings):
        super().__init__()
        self.encoder = encoder(settings["encoder"], settings["channels"], settings["width"], settings["outputStride"])
        keys = ("last", "aux") if settings["auxiliary"] else ("last",)
        self.heads = nn.ModuleDict({key: FCNHead(self.encoder.maps[key], settings["outputs"]) for key in keys})

    def forward(self, image):
        features = self.encoder(image)
        return [resize(head(features[key]), image) for key, head in self.heads.items()]


class SegNet(nn.Module):
    """Badrinarayanan, Kendall and Cipolla 2015, SegNet; the maps of the decoder as the specification lists them."""

    def __init__(self, settings):
        super().__init__()
        w = settings["width"]
        self.blocks = vgg_blocks(settings["encoder"], settings["channels"], w)
        self.pool, self.unpool = nn.MaxPool2d(2, 2, return_indices=True), nn.MaxUnpool2d(2, 2)
        self.stages, inputs = nn.ModuleList(), 8 * w
        for stage in ((4 * w, 4 * w, 8 * w), (4 * w, 4 * w, 4 * w), (2 * w, 2 * w, 2 * w), (w, w)):
            layers = []
            for maps in stage:
                layers += [conv(inputs, maps, 3), nn.BatchNorm2d(maps), nn.ReLU()]
                inputs = maps
            self.stages.append(nn.Sequential(*layers))
        outputs = settings["outputs"]
        self.stages.append(nn.Sequential(conv(w, outputs, 3), nn.BatchNorm2d(outputs)))

    def forward(self, x):
        pooled = []
        for block in self.blocks:
            x = block(x)
            size = x.shape[-2:]
            x, indices = self.pool(x)
            pooled.append((indices, size))
        for stage, (indices, size) in zip(self.stages, reversed(pooled)):
            x = stage(self.unpool(x, indices, output_size=size))
        return [x]


class PSPNet(nn.Module):
    """Zhao, Shi, Qi, Wang and Jia 2017, Pyramid Scene Parsing Network."""

    def __init__(self, settings):
        super().__init__()
        self.encoder = encoder(settings["encoder"], settings["channels"], settings["width"], settings["outputStride"])
        maps, outputs = self.encoder.maps["last"], settings["outputs"]
        self.pyramid = nn.ModuleList(nn.Sequential(nn.AdaptiveAvgPool2d(bins), *conv_bn_relu(maps, maps // 4, 1))
                                     for bins in (1, 2, 3, 6))
        self.head = nn.Sequential(*conv_bn_relu(maps + 4 * (maps // 4), maps // 4, 3), nn.Dropout(0.1),
                                  conv(maps // 4, outputs, 1))
        self.auxiliary = FCNHead(self.encoder.maps["aux"], outputs) if settings["auxiliary"] else None

    def forward(self, image):
        features = self.encoder(image)
        x = features["last"]
        outputs = [self.head(torch.cat([x] + [resize(level(x), x) for level in self.pyramid], 1))]
        if self.auxiliary is not None:
            outputs.append(self.auxiliary(features["aux"]))
        return [resize(output, image) for output in outputs]


class UNetOnEncoder(nn.Module):
    """A U-Net whose contracting side is one of the encoders for classification."""

    def __init__(self, settings):
        super().__init__()
        self.encoder = encoder(settings["encoder"], settings["channels"], settings["width"])
        self.skips = sorted((key for key in self.encoder.maps if isinstance(key, int)), reverse=True)
        transposed = settings["upsampling"] == "TRANSPOSED"
        self.ups, self.decoder, inputs = nn.ModuleList(), nn.ModuleList(), self.encoder.maps["last"]
        for stride in self.skips + [1] * (self.skips[-1] == 2):
            maps = scaled(16 * stride, self.encoder.scale)
            self.ups.append(nn.ConvTranspose2d(inputs, maps, 2, 2) if transposed else None)
            joined = (maps if transposed else inputs) + (self.encoder.maps[stride] if stride in self.skips else 0)
            self.decoder.append(nn.Sequential(*conv_bn_relu(joined, maps, 3), *conv_bn_relu(maps, maps, 3)))
            inputs = maps
        self.last = conv(inputs, settings["outputs"], 1)

    @staticmethod
    def up(layer, x, like):
        """Interpolates, or convolves to the size of `like`: one more where it is larger, cropped where smaller."""
        if layer is None:
            return resize(x, like)
        size = [max(2 * own, wanted) for own, wanted in zip(x.shape[-2:], like.shape[-2:])]
        return crop(layer(x, output_size=size), like)

    def forward(self, image):
        features = self.encoder(image)
        x = features["last"]
        for stride, up, convolutions in zip(self.skips + [1], self.ups, self.decoder):
            skip = features.get(stride)
            y = self.up(up, x, image if skip is None else skip)
            x = convolutions(y if skip is None else torch.cat((skip, y), 1))
        return [self.last(x)]
