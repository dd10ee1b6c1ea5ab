package dev.tomthumb.ops;

import dev.tomthumb.Purges;
import dev.tomthumb.dialect.UrlText;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code POST /tomthumb/events/s3}: forgets the renditions of objects that S3 says have changed or gone. */
final class EventsPage {
    private static final Logger LOG = System.getLogger(EventsPage.class.getName());
    /** SNS and S3 send at most 256 kB. */
    private static final int MOST_BYTES = 1 << 20;
    /** As much of an address as the log repeats. */
    private static final int MOST_LOGGED = 2000;

    private final Purges purges;

    EventsPage(Purges purges) {
        this.purges = purges;
    }

    /** @return the answer, JSON */
    String post(HttpServletRequest request) throws IOException, MistakeException {
        S3Events events = S3Events.read(Body.text(request, MOST_BYTES));
        events.subscription().ifPresent(EventsPage::tellOperator);
        long found = purges.changed(events.changed());
        LOG.log(Level.DEBUG, "Purged {0} renditions of {1}.", found, events.changed());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("originals", events.changed().size());
        answer.put("found", found);
        answer.put("passed", events.passed());
        return Json.text(answer);
    }

    private static void tellOperator(String address) {
        boolean plain = address.length() <= MOST_LOGGED && address.matches("https://[\\x21-\\x7e]+");
        LOG.log(
                Level.WARNING,
                "A topic of SNS asks to send its notifications here. If it is yours, open this address to confirm: {0}",
                plain ? address : UrlText.quoted(address) + " (which is no plain https address)");
    }
}
