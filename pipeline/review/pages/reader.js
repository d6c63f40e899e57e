// Shows a text with its numbers beside the list of its facts; either leads to the other.
// Every text comes as data and is shown as text: there is no markup here but this template.
const AT_ONCE = 80;

export default {
  template: `
<div class="reader">
  <div class="bar">
    <fieldset><legend>{{ words.show }}</legend>
      <label v-for="each in statuses" :key="each[0]">
        <input type="checkbox" v-model="shown" :value="each[0]"> <span aria-hidden="true">{{ each[2] }}</span> {{ each[1] }}
        ({{ counts[each[0]] || 0 }})
      </label>
    </fieldset>
    <label>{{ words.search }} <input type="search" v-model="wanted" autocomplete="off"></label>
  </div>
  <div class="sides">
    <section class="source" tabindex="0" :aria-label="words.text" ref="source">
      <div class="text" lang="zh" ref="text">
        <p class="par" v-for="(pieces, line) in paragraphs.slice(0, reached)" :key="line" v-memo="[pieces, marks, chosenAt(line)]"><template v-for="(piece, at) in pieces" :key="at"><a
          v-if="piece[1] >= 0 && isListed(piece[1])" :href="'#n' + piece[1]" :data-mention="piece[1]" :title="marks[piece[1]][2]"
          :class="['m', marks[piece[1]][0], piece[2], isSelected(piece[1])]" @click.prevent="pick(piece[1], true)">{{ piece[0] }}<sup
          v-if="marks[piece[1]][1]" class="group">{{ marks[piece[1]][1] }}</sup></a><span v-else-if="piece[1] >= 0"
          :class="['m', 'nonfact', piece[2]]" :title="(marks[piece[1]] || [])[2]">{{ piece[0] }}</span><span
          v-else-if="piece[2]" :class="piece[2]">{{ piece[0] }}</span><template v-else>{{ piece[0] }}</template></template></p>
      </div>
      <svg class="link" width="1" height="1" aria-hidden="true"><path v-for="(d, i) in lines" :key="i" :d="d"></path></svg>
    </section>
    <section class="facts" tabindex="0" :aria-label="words.facts" @scroll.passive="more">
      <ol>
        <li v-for="fact in visible.slice(0, listed)" :key="fact.mention" v-memo="[fact, isSelected(fact.mention)]" :id="'n' + fact.mention" :class="[fact.state, isSelected(fact.mention)]">
          <div class="top">
            <span class="chip"><span aria-hidden="true">{{ fact.sign }}</span> {{ fact.status }} <span class="group">{{ fact.group }}</span></span>
            <b>{{ fact.name }}</b>
            <a class="quote" :href="'#t' + fact.mention" @click.prevent="pick(fact.mention, false)">{{ fact.quote }}</a>
          </div>
          <div class="meaning"><span v-for="(each, i) in fact.meaning" :key="i">{{ each }}</span>
            <a class="decide" :href="decide + fact.mention" :aria-label="words.decide + ' ' + fact.quote">{{ words.decide }}</a></div>
          <ul v-if="fact.findings.length"><li v-for="(each, i) in fact.findings" :key="i"><b>{{ each.title }}</b> {{ each.message }}</li></ul>
        </li>
      </ol>
    </section>
  </div>
</div>`,
  props: { paragraphs: Array, marks: Object, facts: Array, statuses: Array, words: Object, decide: String, start: Number },
  data() {
    return { shown: this.statuses.map((each) => each[0]), wanted: "", selected: -1, lines: [], reached: AT_ONCE, listed: AT_ONCE };
  },
  computed: {
    // The line of each number.
    places() {
      const places = new Map();
      this.paragraphs.forEach((pieces, line) => {
        for (const piece of pieces) if (piece[1] >= 0 && !places.has(piece[1])) places.set(piece[1], line);
      });
      return places;
    },
    chosenLines() {
      const lines = new Map();
      if (this.selected < 0) return lines;
      const group = (this.marks[this.selected] || [])[1];
      for (const [mention, line] of this.places)
        if (mention === this.selected || (group && (this.marks[mention] || [])[1] === group)) lines.set(line, this.selected);
      return lines;
    },
    visible() {
      const wanted = this.wanted.trim().toLowerCase();
      const open = new Set(this.shown);
      return this.facts.filter((fact) => open.has(fact.state) && (!wanted ||
        [fact.name, fact.quote, ...fact.meaning].join(" ").toLowerCase().includes(wanted)));
    },
    counts() {
      const counts = {};
      for (const fact of this.facts) counts[fact.state] = (counts[fact.state] || 0) + 1;
      return counts;
    },
  },
  watch: {
    paragraphs(_now, before) {
      this.reached = AT_ONCE;
      if (!before.length && this.start >= 0) this.pick(this.start, true);
      else this.lines = [];
      this.grow();
    },
    visible() {
      this.listed = AT_ONCE;
    },
  },
  mounted() {
    if (this.paragraphs.length && this.start >= 0) this.pick(this.start, true);
    this.grow();
  },
  methods: {
    isListed(mention) {
      const mark = this.marks[mention];
      return mark && mark[0] !== "nonfact";
    },
    isSelected(mention) {
      if (mention === this.selected) return "on";
      const group = this.selected >= 0 && (this.marks[this.selected] || [])[1];
      return group && (this.marks[mention] || [])[1] === group ? "with" : "";
    },
    chosenAt(line) {
      return this.chosenLines.get(line) ?? -1;
    },
    // The first lines are there at once, the rest as soon as they have been seen.
    grow() {
      if (this.reached >= this.paragraphs.length) return;
      requestAnimationFrame(() => setTimeout(() => {
        this.reached += AT_ONCE;
        this.grow();
      }));
    },
    more(event) {
      const box = event.target;
      if (box.scrollTop + 3 * box.clientHeight > box.scrollHeight) this.listed = Math.min(this.listed + AT_ONCE, this.visible.length);
    },
    pick(mention, fromText) {
      this.selected = mention;
      this.reached = Math.max(this.reached, (this.places.get(mention) ?? 0) + AT_ONCE);
      this.listed = Math.max(this.listed, this.visible.findIndex((fact) => fact.mention === mention) + 20);
      this.$nextTick(() => {
        const mark = this.$refs.text.querySelector(`[data-mention="${mention}"]`);
        const row = document.getElementById("n" + mention);
        if (mark) mark.scrollIntoView({ block: fromText ? "nearest" : "center" });
        if (row) row.scrollIntoView({ block: "nearest" });
        (fromText ? row && row.querySelector("a.quote") : mark)?.focus({ preventScroll: true });
        this.join(mark, mention);
      });
    },
    join(mark, mention) {
      this.lines = [];
      const group = (this.marks[mention] || [])[1];
      if (!mark || !group) return;
      const box = this.$refs.source;
      const frame = box.getBoundingClientRect();
      const spot = (node) => {
        const at = node.getClientRects()[0];
        return [at.left + at.width / 2 - frame.left + box.scrollLeft, at.top - frame.top + box.scrollTop];
      };
      const met = new Set([mention]);
      for (const other of this.$refs.text.querySelectorAll("a.m.with")) {
        const at = Number(other.dataset.mention);
        if (met.has(at)) continue;
        met.add(at);
        const [x1, y1] = spot(mark), [x2, y2] = spot(other);
        const bend = Math.min(60, 20 + Math.abs(y2 - y1) / 4);
        this.lines.push(`M${x1} ${y1} C${x1} ${y1 - bend} ${x2} ${y2 - bend} ${x2} ${y2}`);
      }
    },
  },
};
