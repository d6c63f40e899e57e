// Shows one number with all that is known of it, and takes a person's word on it.
// Every text comes as data and is shown as text: there is no markup here but this template.
export default {
  template: `
<article class="card" :aria-label="item.quote" :class="item.state">
  <header class="cardhead">
    <h2 tabindex="-1" ref="head"><span class="chip"><span aria-hidden="true">{{ item.sign }}</span> {{ item.status }}</span> {{ item.quote }}</h2>
    <p class="quiet"><a :href="item.text_href">{{ item.title }}</a> · {{ item.what }}<template v-if="item.doubt"> · {{ item.doubt }}</template></p>
  </header>
  <p class="sentence" lang="zh"><template v-for="(piece, i) in item.sentence" :key="i"><mark v-if="piece[1] === 'number'" class="m"
    :class="item.state">{{ piece[0] }}</mark><span v-else :class="piece[1]">{{ piece[0] }}</span></template></p>
  <div class="actions" role="group" :aria-label="words.decide">
    <button type="button" class="go" @click="send('accept')"><kbd>a</kbd> {{ words.accept }}</button>
    <button type="button" @click="send('reject')"><kbd>r</kbd> {{ words.reject }}</button>
    <button type="button" @click="toggle" :disabled="!item.form" :aria-expanded="isOpen"><kbd>c</kbd> {{ words.correct }}</button>
    <button type="button" v-if="item.in_queue" @click="send('skip')"><kbd>s</kbd> {{ words.skip_dispute }}</button>
    <button type="button" @click="send('undo')"><kbd>u</kbd> {{ words.undo }}</button>
    <button type="button" v-if="item.is_open" @click="$emit('again')"><kbd>e</kbd> {{ words.ask_again }}</button>
  </div>
  <p v-if="item.alike" class="alike"><button type="button" @click="send('alike')"><kbd>g</kbd> {{ item.alike }}</button></p>
  <ul v-if="item.options.length" class="options" :aria-label="words.correct">
    <li v-for="(each, i) in item.options" :key="i"><button type="button" :aria-pressed="!!marked[i]" @click="$event.shiftKey ? mark(i) : take(i)"><kbd>{{ i + 1 }}</kbd> {{ each.label }}</button></li>
  </ul>
  <form v-if="isOpen && item.form" class="correct" @submit.prevent="save" @keydown.esc.stop="close" autocomplete="off">
    <label>{{ item.form.labels.indicator }} <input ref="first" v-model="values.indicator" list="names"></label>
    <label>{{ item.form.labels.value }} <span class="both"><input v-model="values.value" inputmode="decimal"> {{ item.form.unit }}</span></label>
    <label>{{ item.form.labels.kind }} <select v-model="values.kind"><option value=""></option><option v-for="kind in item.form.kinds" :key="kind[0]"
      :value="kind[0]">{{ kind[1] }}</option></select></label>
    <label>{{ item.form.labels.period }} <input v-model="values.period" list="periods"></label>
    <label>{{ item.form.labels.region }} <input v-model="values.region" list="regions"></label>
    <label>{{ words.why }} <input v-model="why" :placeholder="words.why_default"></label>
    <datalist id="names"><option v-for="name in item.form.names" :key="name" :value="name"></option></datalist>
    <datalist id="periods"><option v-for="name in item.form.periods" :key="name" :value="name"></option></datalist>
    <datalist id="regions"><option v-for="name in item.form.regions" :key="name" :value="name"></option></datalist>
    <div class="actions"><button type="submit" class="go">{{ words.save }}</button> <button type="button" @click="close">{{ words.cancel }}</button></div>
  </form>
  <div class="scroll" tabindex="0" role="region" :aria-label="words.field">
  <table>
    <thead><tr><th scope="col">{{ words.field }}</th><th scope="col">{{ words.stands }}</th><th scope="col">{{ words.reading }}</th>
      <th scope="col" v-for="(model, i) in item.models" :key="i">{{ model }}</th></tr></thead>
    <tbody><tr v-for="row in item.rows" :key="row.name" :class="{ disputed: row.is_disputed }">
      <th scope="row">{{ row.is_disputed ? '! ' : '' }}{{ row.name }}</th><td><b>{{ row.stands || '–' }}</b></td>
      <td>{{ row.reading || '–' }} <small v-if="row.is_sure">{{ words.sure }}</small></td>
      <td v-for="(said, i) in row.claims" :key="i" :class="{ differs: said.differs && said.text }">{{ said.text || '–' }}</td></tr></tbody>
  </table>
  </div>
  <section v-if="item.findings.length"><h3>{{ words.findings }}</h3>
    <ul><li v-for="(each, i) in item.findings" :key="i"><b>{{ each.title }}</b> {{ each.message }}</li></ul></section>
  <section v-if="item.extras.length"><h3>{{ words.extras }}</h3>
    <ul><li v-for="each in item.extras" :key="each[0]"><b>{{ each[0] }}</b> {{ each[1] }} <span v-if="each[2]" class="quiet">{{ each[2] }}</span></li></ul></section>
  <section><h3>{{ words.history }}</h3>
    <ul v-if="item.history.length" class="history"><li v-for="(line, i) in item.history" :key="i">{{ line }}</li></ul>
    <p v-else class="quiet">{{ words.no_history }}</p></section>
</article>`,
  props: { item: Object, words: Object },
  data() {
    return { isOpen: false, values: {}, why: "", marked: {} };
  },
  watch: {
    "item.key"() {
      this.isOpen = false;
      this.marked = {};
    },
  },
  mounted() {
    document.addEventListener("keydown", this.onKey);
    this.$refs.head.focus({ preventScroll: true });
  },
  unmounted() {
    document.removeEventListener("keydown", this.onKey);
  },
  methods: {
    send(action, corrections) {
      this.$emit("act", { key: this.item.key, action, corrections: corrections || {}, why: this.why });
      this.why = "";
    },
    mark(place) {
      if (this.item.options[place]) this.marked = { ...this.marked, [place]: !this.marked[place] };
    },
    take(place) {
      if (!this.item.options[place]) return;
      const taken = this.item.options.filter((_each, i) => this.marked[i] || i === place);
      this.send("correct", Object.fromEntries(taken.map((each) => [each.field, each.value])));
    },
    toggle() {
      if (this.isOpen || !this.item.form) return this.close();
      this.values = { ...this.item.form.values };
      this.isOpen = true;
      this.$nextTick(() => this.$refs.first.focus());
    },
    close() {
      this.isOpen = false;
      this.$refs.head.focus({ preventScroll: true });
    },
    save() {
      const before = this.item.form.values;
      const changed = Object.entries(this.values).filter(([field, value]) => value !== before[field]);
      this.send("correct", Object.fromEntries(changed));
    },
    onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target.closest?.("input, textarea, select, [role=dialog]")) return;
      const key = event.key.toLowerCase();
      const actions = { a: "accept", r: "reject", u: "undo" };
      if (this.item.in_queue) actions.s = "skip";
      if (this.item.alike) actions.g = "alike";
      if (actions[key]) this.send(actions[key]);
      else if (key === "c") this.toggle();
      else if (key === "e") this.$emit("again");
      else if (event.shiftKey && /^Digit[1-9]$/.test(event.code)) this.mark(Number(event.code.slice(5)) - 1);
      else if (/^[1-9]$/.test(key)) this.take(Number(key) - 1);
      else return;
      event.preventDefault();
    },
  },
};
