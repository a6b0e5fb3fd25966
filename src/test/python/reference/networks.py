"""The reference networks of the parity check: build(settings) gives the plain PyTorch module of the settings.

Every forward returns a list: the logits at the image's size first, then the auxiliary outputs if there are any.
"""
import json

from deeplabs import DeepLabV1, DeepLabV2, DeepLabV3, DeepLabV3Cascade, DeepLabV3Plus
from fcns import FCN, FCNOnEncoder, PSPNet, SegNet, UNetOnEncoder
from light import LightUNet
from nnunets import NNUNet
from unets import CNN, ResidualUNet, UNet, UNetPP

BUILDERS = {
    "C_UNET": UNet,
    "LIGHT_U_NET": LightUNet,
    "U_NET": UNet,
    "U_NET_SHALLOW": UNet,
    "U_NET_ADD": UNet,
    "CNN": CNN,
    "RESIDUAL_U_NET": ResidualUNet,
    "ATTENTION_U_NET": lambda settings: UNet(settings, gated=True),
    "U_NET_PP": UNetPP,
    "FCN_32": lambda settings: FCN(settings, 32),
    "FCN_16": lambda settings: FCN(settings, 16),
    "FCN_8": lambda settings: FCN(settings, 8),
    "FCN_RESNET": FCNOnEncoder,
    "SEGNET": SegNet,
    "DEEPLAB_V1": DeepLabV1,
    "DEEPLAB_V2": DeepLabV2,
    "DEEPLAB_V3": DeepLabV3,
    "DEEPLAB_V3_CASCADE": DeepLabV3Cascade,
    "DEEPLAB_V3_PLUS": DeepLabV3Plus,
    "PSPNET": PSPNet,
    "U_NET_ENCODER": UNetOnEncoder,
    "NNU_NET": NNUNet,
    "NNU_NET_RESIDUAL": lambda settings: NNUNet(settings, residual=True),
}

# What settings may leave out, and what an architecture has of its own.
GENERAL = {"channels": 3, "outputs": 2, "width": 64, "depth": 5, "convolutions": 2, "skip": "CONCAT",
           "upsampling": "TRANSPOSED", "batchNorm": False, "dropout": 0.0, "dilation": 1, "encoder": "RESNET50",
           "outputStride": 8, "auxiliary": False}
OWN = {
    "C_UNET": {"width": 8, "depth": 3},
    "LIGHT_U_NET": {"width": 32, "depth": 3},
    "U_NET_ADD": {"skip": "ADD"},
    "U_NET_PP": {"width": 32},
    "FCN_32": {"encoder": "VGG16", "outputStride": 32},
    "FCN_16": {"encoder": "VGG16", "outputStride": 32},
    "FCN_8": {"encoder": "VGG16", "outputStride": 32},
    "SEGNET": {"encoder": "VGG16", "outputStride": 32},
    "DEEPLAB_V1": {"encoder": "VGG16"},
    "DEEPLAB_V2": {"encoder": "RESNET101"},
    "DEEPLAB_V3_CASCADE": {"outputStride": 16},
    "DEEPLAB_V3_PLUS": {"outputStride": 16},
    "U_NET_ENCODER": {"outputStride": 32, "upsampling": "BILINEAR"},
    "NNU_NET": {"width": 32},
    "NNU_NET_RESIDUAL": {"width": 32},
}


def complete(settings):
    """The settings with what they leave out (or hold as null) filled in."""
    given = {key: value for key, value in settings.items() if value is not None}
    return {**GENERAL, **OWN.get(given["architecture"], {}), **given}


def build(settings):
    """The module of the settings, a dict as of the JSON object of the specification."""
    return BUILDERS[settings["architecture"]](complete(settings))


def read_settings(path):
    """The settings of a JSON file."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def count_parameters(module):
    """The number of trainable values."""
    return sum(parameter.numel() for parameter in module.parameters())
