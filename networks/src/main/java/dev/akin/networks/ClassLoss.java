package dev.akin.networks;

import java.util.List;

/// What brings pictures of a class together, and those of different ones apart, by the cosines of their vectors.
public enum ClassLoss {
    /// A picture is nearer one of its class than one of another, by the margin; which ones, [Mining] says.
    TRIPLET,
    /// The cosine of two of a class is 1, and that of two of different classes at most the margin; what is missing, squared (Hadsell and
    /// others 2006). With [Mining#HARD] the farthest of each class and the nearest of another alone count.
    CONTRASTIVE,
    /// Each class has a vector of its own, its proxy; a picture is told its class by the softmax of its cosines with all proxies over the temperature
    /// (Movshovitz-Attias and others 2017; with its own class below the line, as Teh and others 2020).
    PROXY_NCA,
    /// As that, but each proxy draws the farthest of its class, and pushes the nearest of the others (Kim and others 2020, with α = 32 and
    /// δ = 0.1).
    PROXY_ANCHOR,
    /// Some pictures of each class of a batch make its prototype, their mean; the others are told their class by the softmax of minus their squared
    /// distance from the prototypes over the temperature (Snell and others 2017). Each picture of a class has its turn to be a prototype.
    PROTOTYPICAL;

    /// The names of [#of(String)].
    public static final List<String> NAMES =
            List.of("triplet", "contrastive", "proxy", "proxy-nca", "prototypical");

    /// The loss that people call so; `proxy` is [#PROXY_ANCHOR].
    ///
    /// @throws IllegalArgumentException if there is none of this name; the message lists those there are
    public static ClassLoss of(String name) {
        return switch (name) {
            case "triplet" -> TRIPLET;
            case "contrastive" -> CONTRASTIVE;
            case "proxy" -> PROXY_ANCHOR;
            case "proxy-nca" -> PROXY_NCA;
            case "prototypical" -> PROTOTYPICAL;
            default ->
                    throw new IllegalArgumentException(
                            "there is no loss \"" + name + "\" of pictures, only " + NAMES);
        };
    }

    /// Whether it needs a vector for each class.
    boolean proxies() {
        return this == PROXY_NCA || this == PROXY_ANCHOR;
    }

    /// The loss of a batch; the slopes of the cosines are left with them.
    ///
    /// @param cosines of the pictures with each other, or with the proxies of all classes
    /// @param classes of the pictures
    double loss(Cosines cosines, int[] classes, ClassLossOptions options) {
        return switch (this) {
            case TRIPLET -> TripletLoss.loss(cosines, classes, options);
            case CONTRASTIVE -> ContrastiveLoss.loss(cosines, classes, options);
            case PROXY_NCA -> ProxyLoss.nca(cosines, classes, options.temperature());
            case PROXY_ANCHOR -> ProxyLoss.anchor(cosines, classes);
            case PROTOTYPICAL -> new Episode(classes, options).loss(cosines);
        };
    }
}
