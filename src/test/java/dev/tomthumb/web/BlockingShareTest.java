package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockingShareTest {
    @ParameterizedTest
    @CsvSource({"200,1,64", "200,2,50", "200,3,33", "200,10,10", "200,100,4", "25,1,12", "4,1,2", "200,0,64"})
    void applicationsShareHalfOfTheThreads(int threads, int applications, int limit) {
        assertThat(BlockingShare.of(OptionalInt.of(threads), () -> applications).limit())
                .isEqualTo(limit);
    }

    @Test
    void withoutKnowledgeThereAreEight() {
        assertThat(BlockingShare.of(OptionalInt.empty(), () -> 1).limit()).isEqualTo(8);
    }

    @Test
    void applicationsThatComeLaterTakeTheirShareAndLeaveItAgain() {
        AtomicInteger applications = new AtomicInteger(1);
        BlockingShare share = BlockingShare.of(OptionalInt.of(24), applications::get);
        for (int i = 0; i < 12; i++) {
            assertThat(share.tryAcquire()).isTrue();
        }
        assertThat(share.tryAcquire()).isFalse();

        applications.set(3);
        for (int i = 0; i < 8; i++) {
            share.release();
            assertThat(share.tryAcquire()).as("%d held of 4", 11 - i).isFalse();
        }
        share.release();
        assertThat(share.tryAcquire()).isTrue();
        applications.set(1);
        assertThat(share.tryAcquire()).isTrue();
    }

    @Test
    void virtualThreadsMayAllWaitAndTakeNothingFromTheOthers() {
        AtomicBoolean virtual = new AtomicBoolean(true);
        BlockingShare share = BlockingShare.fixed(1, virtual::get);
        for (int i = 0; i < 1_000; i++) {
            assertThat(share.tryAcquire()).isTrue();
        }

        virtual.set(false);
        assertThat(share.tryAcquire()).isTrue();
        assertThat(share.tryAcquire()).isFalse();

        virtual.set(true);
        share.release();
        virtual.set(false);
        assertThat(share.tryAcquire())
                .as("the one that was counted is still held")
                .isFalse();
    }

    @Test
    void applicationsAreFoundByTheirBeans() throws Exception {
        MBeanServer beans = MBeanServerFactory.newMBeanServer();
        assertThat(BlockingShare.applications(beans)).isZero();
        for (String name :
                new String[] {"Tomthumb,context=ROOT", "Tomthumb,context=shop", "DiskTier,cache=renditions"}) {
            beans.createMBean("javax.management.timer.Timer", new ObjectName("dev.tomthumb:type=" + name));
        }
        assertThat(BlockingShare.applications(beans)).isEqualTo(2);
    }
}
