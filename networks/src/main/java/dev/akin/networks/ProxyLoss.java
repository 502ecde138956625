package dev.akin.networks;

/// [ClassLoss#PROXY_NCA] and [ClassLoss#PROXY_ANCHOR], of the cosines of pictures with the proxies of all classes.
final class ProxyLoss {
    private static final double ALPHA = 32;
    private static final double DELTA = 0.1;

    private ProxyLoss() {}

    static double nca(Cosines cosines, int[] classes, double temperature) {
        double sum = 0;
        double[] shares = new double[cosines.columns()];
        for (int i = 0; i < classes.length; i++) {
            for (int c = 0; c < shares.length; c++) {
                shares[c] = cosines.at(i, c) / temperature;
            }
            sum += Episode.surprise(shares, classes[i]);
            for (int c = 0; c < shares.length; c++) {
                double off = shares[c] - (c == classes[i] ? 1 : 0);
                cosines.slope(i, c, off / (temperature * classes.length));
            }
        }
        return sum / classes.length;
    }

    /// Equation 4 of the paper: proxies of the batch's classes draw, and all proxies push.
    static double anchor(Cosines cosines, int[] classes) {
        boolean[] met = new boolean[cosines.columns()];
        int drawing = 0;
        for (int c : classes) {
            drawing += met[c] ? 0 : 1;
            met[c] = true;
        }
        double sum = 0;
        for (int c = 0; c < met.length; c++) {
            if (met[c]) {
                sum += side(cosines, classes, c, -1.0 / drawing);
            }
            sum += side(cosines, classes, c, 1.0 / met.length);
        }
        return sum;
    }

    /// log(1 + Σ exp(± α (cosine ± δ))) over the pictures of a class or the others, weighed.
    ///
    /// @param weight below 0 for those of the class, which are drawn
    private static double side(Cosines cosines, int[] classes, int proxy, double weight) {
        boolean drawn = weight < 0;
        double sign = Math.signum(weight);
        double most = 0;
        for (int i = 0; i < classes.length; i++) {
            if ((classes[i] == proxy) == drawn) {
                most = Math.max(most, exponent(cosines.at(i, proxy), sign));
            }
        }
        double sum = Math.exp(-most);
        for (int i = 0; i < classes.length; i++) {
            if ((classes[i] == proxy) == drawn) {
                sum += Math.exp(exponent(cosines.at(i, proxy), sign) - most);
            }
        }
        for (int i = 0; i < classes.length; i++) {
            if ((classes[i] == proxy) == drawn) {
                double share = Math.exp(exponent(cosines.at(i, proxy), sign) - most) / sum;
                cosines.slope(i, proxy, weight * ALPHA * share);
            }
        }
        return Math.abs(weight) * (most + Math.log(sum));
    }

    private static double exponent(double cosine, double sign) {
        return sign * ALPHA * (cosine + sign * DELTA);
    }
}
