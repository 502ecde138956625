package dev.akin.items;

/// What a chosen item and others teach a user's row and theirs.
enum PairLoss {
    /// Of a chosen item and a drawn one, how likely the first is the better (Rendle et al. 2009, "BPR: Bayesian Personalized Ranking from
    /// Implicit Feedback").
    BPR("bpr"),
    /// Others are drawn until one comes too near the chosen one; the sooner it does, the more there is to mend (Weston, Bengio and Usunier 2011,
    /// "WSABIE: Scaling Up To Large Vocabulary Image Annotation").
    WARP("warp"),
    /// How likely the user chooses an item at all (Johnson 2014, "Logistic Matrix Factorization for Implicit Feedback Data").
    LOGISTIC("logistic");

    private final String label;

    PairLoss(String label) {
        this.label = label;
    }

    /// As files and commands name it.
    String label() {
        return label;
    }
}
