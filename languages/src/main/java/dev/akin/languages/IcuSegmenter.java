package dev.akin.languages;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import dev.akin.text.WordSegmenter;

/// Cuts Chinese, Japanese, Thai, Lao, Khmer and Burmese into words with the dictionaries that ICU's word break
/// iterator holds. Found by `ServiceLoader`; not thread-safe, as a break iterator is not.
///
/// Source: ICU User Guide, "Boundary Analysis", dictionary-based break iterators; Unicode Standard Annex #29 for the
/// rest of a run.
public final class IcuSegmenter implements WordSegmenter {
    private final BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);

    @Override
    public String name() {
        return "icu4j "
                + VersionInfo.ICU_VERSION.getMajor()
                + "."
                + VersionInfo.ICU_VERSION.getMinor();
    }

    @Override
    public int split(String run, int[] ends) {
        words.setText(run);
        words.first();
        int count = 0;
        for (int end; (end = words.next()) != BreakIterator.DONE; ) {
            ends[count++] = end;
        }
        return count;
    }
}
