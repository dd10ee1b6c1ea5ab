package dev.tomthumb.cache.disk.ehcache;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs tests in the class loader that loaded this. Called by reflection. */
public final class TestsInside {
    private TestsInside() {}

    /** What failed, in words; nothing if nothing did. */
    public static String run(String[] tests) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(Arrays.stream(tests)
                                .map(name -> selectClass(TestsInside.class.getClassLoader(), name))
                                .toList())
                        .build(),
                summary);
        if (summary.getSummary().getTestsSucceededCount() == 0) {
            return "no test was run";
        }
        StringWriter failures = new StringWriter();
        if (summary.getSummary().getTotalFailureCount() > 0) {
            summary.getSummary().printFailuresTo(new PrintWriter(failures, true));
        }
        return failures.toString();
    }
}
