package dev.akin.networks;

/// The pictures of a batch, as mining looks at them.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Mined(Cosines cosines, int[] classes) {
    int size() {
        return classes.length;
    }

    /// Whether two different ones are of a class.
    boolean alike(int i, int j) {
        return i != j && classes[i] == classes[j];
    }

    boolean different(int i, int j) {
        return classes[i] != classes[j];
    }

    /// The farthest of its class; -1 if it is alone.
    int farthestAlike(int i) {
        int found = -1;
        for (int j = 0; j < size(); j++) {
            if (alike(i, j) && (found < 0 || cosines.at(i, j) < cosines.at(i, found))) {
                found = j;
            }
        }
        return found;
    }

    /// The nearest of another class; -1 if there is none.
    int nearestOther(int i) {
        return nearestOther(i, Double.POSITIVE_INFINITY);
    }

    /// As [#nearestOther(int)], of those whose cosine is below this.
    int nearestOther(int i, double below) {
        int found = -1;
        for (int j = 0; j < size(); j++) {
            if (different(i, j)
                    && cosines.at(i, j) < below
                    && (found < 0 || cosines.at(i, j) > cosines.at(i, found))) {
                found = j;
            }
        }
        return found;
    }

    /// The farthest of another class; -1 if there is none.
    int farthestOther(int i) {
        int found = -1;
        for (int j = 0; j < size(); j++) {
            if (different(i, j) && (found < 0 || cosines.at(i, j) < cosines.at(i, found))) {
                found = j;
            }
        }
        return found;
    }
}
