package dev.tomthumb.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrequencySketchTest {
    @Test
    void whatWasNeverAskedForIsSeldomTakenForAsked() {
        FrequencySketch sketch = new FrequencySketch(1000);
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            sketch.count(random.nextInt());
        }
        int wrong = 0;
        for (int i = 0; i < 10_000; i++) {
            wrong += sketch.estimate(random.nextInt()) > 0 ? 1 : 0;
        }
        assertThat(wrong).isLessThan(250);
    }

    @Test
    void anEstimateIsNeverTooLowBeforeItIsHalved() {
        FrequencySketch sketch = new FrequencySketch(1000);
        for (int key = 0; key < 1000; key++) {
            for (int time = 0; time <= key % 10; time++) {
                sketch.count(key);
            }
        }
        for (int key = 0; key < 1000; key++) {
            assertThat(sketch.estimate(key)).isGreaterThanOrEqualTo(key % 10 + 1);
        }
    }

    @Test
    void theTopIsFifteen() {
        FrequencySketch sketch = new FrequencySketch(100);
        for (int i = 0; i < 1000; i++) {
            sketch.count(42);
        }
        assertThat(sketch.estimate(42)).isEqualTo(FrequencySketch.MOST);
    }

    @Test
    void whatIsNotAskedForAnyMoreIsForgotten() {
        FrequencySketch sketch = new FrequencySketch(100);
        for (int i = 0; i < 15; i++) {
            sketch.count(42);
        }
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            sketch.count(random.nextInt());
        }
        assertThat(sketch.estimate(42)).isLessThan(8);
    }

    @Test
    void textsThatDifferInTheirLastLettersAreToldApart() {
        FrequencySketch sketch = new FrequencySketch(1000);
        for (int i = 0; i < 1000; i += 2) {
            for (int time = 0; time < 8; time++) {
                sketch.count(("1f2e3d4c w:" + i + "/s3://originals/cat.jpg").hashCode());
            }
        }
        int wrong = 0;
        for (int i = 1; i < 1000; i += 2) {
            wrong += sketch.estimate(("1f2e3d4c w:" + i + "/s3://originals/cat.jpg").hashCode()) > 2 ? 1 : 0;
        }
        assertThat(wrong).isLessThan(10);
    }

    @Test
    void anySizeIsTakenAndBounded() {
        new FrequencySketch(0).count(1);
        new FrequencySketch(Long.MAX_VALUE).count(1);
    }
}
