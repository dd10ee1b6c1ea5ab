package dev.tomthumb.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;

final class DrainListenerTest {
    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    /** As much of the product's bean as is asked for. */
    public interface Leaving {
        /** Begins. */
        void drain();

        /** Whether it is done. */
        boolean isDrained();
    }

    private void register(String context, AtomicInteger begun, AtomicInteger asked, int doneAfter) throws Exception {
        Leaving leaving = new Leaving() {
            @Override
            public void drain() {
                begun.incrementAndGet();
            }

            @Override
            public boolean isDrained() {
                return asked.incrementAndGet() > doneAfter;
            }
        };
        beans.registerMBean(
                new StandardMBean(leaving, Leaving.class),
                new ObjectName("dev.tomthumb:type=Tomthumb,context=" + context));
    }

    @Test
    void everyApplicationIsToldAndWaitedFor() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        register("ROOT", begun, asked, 2);
        register("shop", begun, asked, 2);

        new DrainListener().drain(beans);

        assertThat(begun).hasValue(2);
        assertThat(asked.get()).isGreaterThan(2);
    }

    @Test
    void withoutAnApplicationNothingIsWaitedFor() {
        new DrainListener().drain(beans);
    }

    @Test
    void oneThatNeverEndsDoesNotHoldTheStopUpForEver() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        register("ROOT", begun, new AtomicInteger(), Integer.MAX_VALUE);
        DrainListener listener = new DrainListener();
        listener.setMaxSeconds(0);

        listener.drain(beans);

        assertThat(begun).hasValue(1);
    }
}
