"""The DeepLab networks, from LargeFOV to v3+."""
import torch
from torch import nn

from encoders import RESNET_LAYERS, ResNet, encoder, vgg_blocks
from parts import FCNHead, conv, conv_bn_relu, resize, scaled, separable_bn_relu


class DeepLabV1(nn.Module):
    """Chen and others 2014, Semantic Image Segmentation with Deep Convolutional Nets and Fully Connected CRFs."""

    def __init__(self, settings):
        super().__init__()
        width = settings["width"]
        self.blocks = vgg_blocks(settings["encoder"], settings["channels"], width, last_dilation=2)
        self.pools = nn.ModuleList(nn.MaxPool2d(3, stride, 1) for stride in (2, 2, 2, 1, 1))
        self.head = nn.Sequential(conv(8 * width, 16 * width, 3, dilation=12), nn.ReLU(), nn.Dropout(0.5),
                                  conv(16 * width, 16 * width, 1), nn.ReLU(), nn.Dropout(0.5),
                                  conv(16 * width, settings["outputs"], 1))

    def forward(self, image):
        x = image
        for block, pool in zip(self.blocks, self.pools):
            x = pool(block(x))
        return [resize(self.head(x), image)]


class DeepLabV2(nn.Module):
    """Chen and others 2016, DeepLab: Atrous Convolution and Fully Connected CRFs; the sum of four classifiers."""

    RATES = {8: (6, 12, 18, 24), 16: (3, 6, 9, 12)}

    def __init__(self, settings):
        super().__init__()
        stride = settings["outputStride"]
        self.encoder = encoder(settings["encoder"], settings["channels"], settings["width"], stride)
        self.heads = nn.ModuleList(conv(self.encoder.maps["last"], settings["outputs"], 3, dilation=rate)
                                   for rate in self.RATES[stride])

    def forward(self, image):
        x = self.encoder(image)["last"]
        return [resize(sum(head(x) for head in self.heads), image)]


class ASPP(nn.Module):
    """Atrous spatial pyramid pooling as of DeepLab v3, with the image's mean as the fifth branch."""

    RATES = {8: (12, 24, 36), 16: (6, 12, 18)}

    def __init__(self, inputs, maps, output_stride, unit=conv_bn_relu):
        super().__init__()
        self.branches = nn.ModuleList([conv_bn_relu(inputs, maps, 1)])
        self.branches.extend(unit(inputs, maps, 3, rate) for rate in self.RATES[output_stride])
        self.mean = nn.Sequential(nn.AdaptiveAvgPool2d(1), *conv_bn_relu(inputs, maps, 1))
        self.project = nn.Sequential(*conv_bn_relu(5 * maps, maps, 1), nn.Dropout(0.5))

    def forward(self, x):
        results = [branch(x) for branch in self.branches]
        results.append(resize(self.mean(x), x))
        return self.project(torch.cat(results, 1))


class DeepLabV3(nn.Module):
    """Chen, Papandreou, Schroff and Adam 2017, Rethinking Atrous Convolution; as torchvision's deeplabv3_resnet50."""

    def __init__(self, settings):
        super().__init__()
        stride, outputs = settings["outputStride"], settings["outputs"]
        self.encoder = encoder(settings["encoder"], settings["channels"], settings["width"], stride)
        maps = scaled(256, self.encoder.scale)
        self.head = nn.Sequential(ASPP(self.encoder.maps["last"], maps, stride), *conv_bn_relu(maps, maps, 3),
                                  conv(maps, outputs, 1))
        self.auxiliary = FCNHead(self.encoder.maps["aux"], outputs) if settings["auxiliary"] else None

    def forward(self, image):
        features = self.encoder(image)
        outputs = [self.head(features["last"])]
        if self.auxiliary is not None:
            outputs.append(self.auxiliary(features["aux"]))
        return [resize(output, image) for output in outputs]


class DeepLabV3Cascade(nn.Module):
    """The other network of the DeepLab v3 paper: copies of ResNet's layer4 in a row, ever more dilated."""

    RATES = {8: (4, 8, 16, 32), 16: (2, 4, 8, 16)}
    GRID = (1, 2, 1)

    def __init__(self, settings):
        super().__init__()
        name, stride = settings["encoder"], settings["outputStride"]
        count = RESNET_LAYERS[name][1][3]
        rates = [[rate * self.GRID[k % 3] for k in range(count)] for rate in self.RATES[stride]]
        self.encoder = ResNet(name, settings["channels"], settings["width"], stride, rates)
        self.last = conv(self.encoder.maps["last"], settings["outputs"], 1)

    def forward(self, image):
        return [resize(self.last(self.encoder(image)["last"]), image)]


class DeepLabV3Plus(nn.Module):
    """Chen, Zhu, Papandreou, Schroff and Adam 2018, Encoder-Decoder with Atrous Separable Convolution."""

    def __init__(self, settings):
        super().__init__()
        name, stride = settings["encoder"], settings["outputStride"]
        self.encoder = encoder(name, settings["channels"], settings["width"], stride)
        maps, low = (scaled(count, self.encoder.scale) for count in (256, 48))
        unit = separable_bn_relu if name == "XCEPTION" else conv_bn_relu
        self.aspp = ASPP(self.encoder.maps["last"], maps, stride, unit)
        self.low = conv_bn_relu(self.encoder.maps[4], low, 1)
        self.decoder = nn.Sequential(*unit(low + maps, maps, 3), *unit(maps, maps, 3), nn.Dropout(0.1),
                                     conv(maps, settings["outputs"], 1))

    def forward(self, image):
        features = self.encoder(image)
        x = self.aspp(features["last"])
        low = self.low(features[4])
        return [resize(self.decoder(torch.cat((low, resize(x, low)), 1)), image)]
