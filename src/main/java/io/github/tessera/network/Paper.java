package io.github.tessera.network;

/** The papers that networks and encoders come from, as a reference list has them. */
public enum Paper {
    CNN(
            "LeCun et al., 1998",
            "LeCun Y., Bottou L., Bengio Y., Haffner P. Gradient-based learning applied to document recognition."
                    + " Proceedings of the IEEE 86(11), 2278-2324, 1998. doi:10.1109/5.726791"),
    VGG(
            "Simonyan and Zisserman, 2015",
            "Simonyan K., Zisserman A. Very deep convolutional networks for large-scale image recognition. ICLR 2015."
                    + " arXiv:1409.1556"),
    FCN(
            "Long et al., 2015",
            "Long J., Shelhamer E., Darrell T. Fully convolutional networks for semantic segmentation. CVPR 2015."
                    + " doi:10.1109/CVPR.2015.7298965"),
    U_NET(
            "Ronneberger et al., 2015",
            "Ronneberger O., Fischer P., Brox T. U-Net: convolutional networks for biomedical image segmentation. MICCAI 2015."
                    + " doi:10.1007/978-3-319-24574-4_28"),
    DEEPLAB_V1(
            "Chen et al., 2015",
            "Chen L.-C., Papandreou G., Kokkinos I., Murphy K., Yuille A. L. Semantic image segmentation with deep convolutional"
                    + " nets and fully connected CRFs. ICLR 2015. arXiv:1412.7062"),
    RESNET(
            "He et al., 2016",
            "He K., Zhang X., Ren S., Sun J. Deep residual learning for image recognition. CVPR 2016. doi:10.1109/CVPR.2016.90"),
    SEGNET(
            "Badrinarayanan et al., 2017",
            "Badrinarayanan V., Kendall A., Cipolla R. SegNet: a deep convolutional encoder-decoder architecture for image"
                    + " segmentation. IEEE Transactions on Pattern Analysis and Machine Intelligence 39(12), 2481-2495, 2017."
                    + " doi:10.1109/TPAMI.2016.2644615"),
    XCEPTION(
            "Chollet, 2017",
            "Chollet F. Xception: deep learning with depthwise separable convolutions. CVPR 2017. doi:10.1109/CVPR.2017.195"),
    PSPNET(
            "Zhao et al., 2017",
            "Zhao H., Shi J., Qi X., Wang X., Jia J. Pyramid scene parsing network. CVPR 2017. doi:10.1109/CVPR.2017.660"),
    DEEPLAB_V3(
            "Chen et al., 2017",
            "Chen L.-C., Papandreou G., Schroff F., Adam H. Rethinking atrous convolution for semantic image segmentation."
                    + " arXiv:1706.05587, 2017"),
    MOBILENET_V1(
            "Howard et al., 2017",
            "Howard A. G. et al. MobileNets: efficient convolutional neural networks for mobile vision applications."
                    + " arXiv:1704.04861, 2017"),
    MOBILENET_V2(
            "Sandler et al., 2018",
            "Sandler M., Howard A., Zhu M., Zhmoginov A., Chen L.-C. MobileNetV2: inverted residuals and linear bottlenecks."
                    + " CVPR 2018. doi:10.1109/CVPR.2018.00474"),
    DEEPLAB_V2(
            "Chen et al., 2018a",
            "Chen L.-C., Papandreou G., Kokkinos I., Murphy K., Yuille A. L. DeepLab: semantic image segmentation with deep"
                    + " convolutional nets, atrous convolution, and fully connected CRFs. IEEE Transactions on Pattern Analysis and Machine"
                    + " Intelligence 40(4), 834-848, 2018. doi:10.1109/TPAMI.2017.2699184"),
    DEEPLAB_V3_PLUS(
            "Chen et al., 2018b",
            "Chen L.-C., Zhu Y., Papandreou G., Schroff F., Adam H. Encoder-decoder with atrous separable convolution for semantic"
                    + " image segmentation. ECCV 2018. doi:10.1007/978-3-030-01234-2_49"),
    ATTENTION_U_NET(
            "Oktay et al., 2018",
            "Oktay O. et al. Attention U-Net: learning where to look for the pancreas. MIDL 2018. arXiv:1804.03999"),
    RESIDUAL_U_NET(
            "Zhang et al., 2018",
            "Zhang Z., Liu Q., Wang Y. Road extraction by deep residual U-Net. IEEE Geoscience and Remote Sensing Letters 15(5),"
                    + " 749-753, 2018. doi:10.1109/LGRS.2018.2802944"),
    U_NET_PP(
            "Zhou et al., 2018",
            "Zhou Z., Rahman Siddiquee M. M., Tajbakhsh N., Liang J. UNet++: a nested U-Net architecture for medical image"
                    + " segmentation. DLMIA 2018. doi:10.1007/978-3-030-00889-5_1"),
    C_UNET(
            "Bahl et al., 2019",
            "Bahl G., Daniel L., Moretti M., Lafarge F. Low-power neural networks for semantic segmentation of satellite images."
                    + " ICCV Workshops 2019. doi:10.1109/ICCVW.2019.00302"),
    NNU_NET(
            "Isensee et al., 2021",
            "Isensee F., Jaeger P. F., Kohl S. A. A., Petersen J., Maier-Hein K. H. nnU-Net: a self-configuring method for deep"
                    + " learning-based biomedical image segmentation. Nature Methods 18, 203-211, 2021. doi:10.1038/s41592-020-01008-z"),
    NNU_NET_RESIDUAL(
            "Isensee et al., 2024",
            "Isensee F. et al. nnU-Net revisited: a call for rigorous validation in 3D medical image segmentation. MICCAI 2024."
                    + " arXiv:2404.09556");

    private final String mention;
    private final String reference;

    Paper(String mention, String reference) {
        this.mention = mention;
        this.reference = reference;
    }

    /** As a sentence names it: authors and year. */
    public String mention() {
        return mention;
    }

    /** As a reference list has it: authors, title, where, and the DOI or arXiv's number. */
    public String reference() {
        return reference;
    }
}
