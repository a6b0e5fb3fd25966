package io.github.tessera.postprocess;

/** The two Gaussian kernels of {@link DenseCrf}: what makes two pixels alike. */
public enum CrfKernel {
    /** Near each other, whatever their colours. */
    SMOOTHNESS {
        @Override
        public double weight(DenseCrfSettings settings) {
            return settings.smoothnessWeight();
        }

        @Override
        public DenseCrfSettings withWeight(DenseCrfSettings settings, double weight) {
            return settings.withSmoothness(weight, settings.smoothnessWidth());
        }

        @Override
        boolean fits(GuideImage image) {
            return true;
        }

        @Override
        KernelFilter raw(GuideImage image, DenseCrfSettings settings, ParallelRanges threads) {
            return settings.filtering().places(image.width(), image.height(), settings.smoothnessWidth());
        }
    },
    /** Of like colour, and not far from each other. */
    APPEARANCE {
        @Override
        public double weight(DenseCrfSettings settings) {
            return settings.appearanceWeight();
        }

        @Override
        public DenseCrfSettings withWeight(DenseCrfSettings settings, double weight) {
            return settings.withAppearance(weight, settings.appearanceWidth(), settings.colourWidth());
        }

        @Override
        boolean fits(GuideImage image) {
            return image.channels().length > 0;
        }

        @Override
        KernelFilter raw(GuideImage image, DenseCrfSettings settings, ParallelRanges threads) {
            PixelFeatures features = PixelFeatures.of(image, settings.appearanceWidth(), settings.colourWidth());
            return settings.filtering().of(features, threads);
        }
    };

    /** w, from 0. */
    public abstract double weight(DenseCrfSettings settings);

    /** The settings with another w. */
    public abstract DenseCrfSettings withWeight(DenseCrfSettings settings, double weight);

    /** Whether the image has what the kernel looks at. */
    abstract boolean fits(GuideImage image);

    /** The filter before it is normalized. */
    abstract KernelFilter raw(GuideImage image, DenseCrfSettings settings, ParallelRanges threads);

    /** The normalized filter, which does not depend on the weight. */
    KernelFilter filter(GuideImage image, DenseCrfSettings settings, ParallelRanges threads) {
        return raw(image, settings, threads).normalized(threads);
    }
}
