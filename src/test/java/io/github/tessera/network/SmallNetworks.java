package io.github.tessera.network;

/** Every network at about an eighth of its width, deep enough for crops of 64 pixels: quick, and built in the same way. */
public final class SmallNetworks {
    private SmallNetworks() {}

    /** For 3 channels and 2 outputs. */
    public static NetworkSettings of(Architecture architecture) {
        NetworkSettings settings = architecture.settings(3, 2);
        return settings.withWidth(Math.max(4, settings.width() / 8)).forCrop(64);
    }
}
